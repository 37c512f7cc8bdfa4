"""Doors for the queue: campaigns."""

from uuid import UUID

from celery import shared_task
from django.utils.timezone import now as current_time

from campaigns.broadcasts import running
from campaigns.broadcasts.schedule import start_due
from wedsync.lib.later import later
from wedsync.vendors.tasks import TenantTask


@shared_task(name="campaigns.tasks.expand", base=TenantTask)
def expand(campaign_id: str) -> None:
    """A poke after a launch or a resume; `expand_all` would find it too."""
    if running.carry_on(UUID(campaign_id)):
        later(expand, campaign_id)


@shared_task(name="campaigns.tasks.expand_all", expires=10)
def expand_all() -> None:
    start_due(current_time())
    running.hold_what_came_back()
    running.carry_on_all()
