"""Doors for the queue."""

from uuid import UUID

from celery import shared_task

from campaigns import release, running
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


@shared_task(name="campaigns.tasks.release_all", expires=10)
def release_all() -> None:
    """Of timelines: what is due by now."""
    release.release_all()
