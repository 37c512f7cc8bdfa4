"""Doors for the queue."""

from uuid import UUID

from celery import shared_task
from django.utils.timezone import now as current_time

from campaigns import running
from campaigns.emergency_carry import carry_all
from campaigns.plan_caps import plan_caps_all
from wedsync.lib.later import later
from wedsync.vendors.tasks import TenantTask


@shared_task(name="campaigns.tasks.expand", base=TenantTask)
def expand(campaign_id: str) -> None:
    """A poke after a launch or a resume; `expand_all` would find it too."""
    if running.carry_on(UUID(campaign_id)):
        later(expand, campaign_id)


@shared_task(name="campaigns.tasks.expand_all", expires=10)
def expand_all() -> None:
    running.carry_on_all()


@shared_task(name="campaigns.tasks.plan_caps", expires=600)
def plan_caps() -> None:
    plan_caps_all(current_time())


@shared_task(name="campaigns.tasks.carry_emergencies", expires=10)
def carry_emergencies() -> None:
    """Asked every few seconds by workers that carry nothing else, and by the others too."""
    carry_all()
