"""Doors for the queue: figures."""

from celery import shared_task
from django.utils.timezone import now as current_time

from wedsync.analytics.rollup import rollup_all


@shared_task(name="analytics.tasks.rollup", expires=240)
def rollup() -> None:
    rollup_all(current_time())
