"""Doors for the queue."""

from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from campaigns import running
from campaigns.schedule import start_due
from wedsync.lib.later import later
from wedsync.vendors.tasks import TenantTask


@shared_task(name="campaigns.tasks.expand", base=TenantTask)
def expand(campaign_id: str) -> None:
    """A poke after a launch or a resume; `expand_all` would find it too."""
    if running.carry_on(UUID(campaign_id)):
        later(expand, campaign_id)


@shared_task(name="campaigns.tasks.expand_all", expires=10)
def expand_all() -> None:
    start_due(now())
    running.hold_what_came_back()
    running.carry_on_all()
