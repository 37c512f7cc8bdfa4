"""Doors for the queue: caps."""

from celery import shared_task
from django.utils.timezone import now as current_time

from campaigns.caps.plan_caps import plan_caps_all


@shared_task(name="campaigns.tasks.plan_caps", expires=600)
def plan_caps() -> None:
    plan_caps_all(current_time())
