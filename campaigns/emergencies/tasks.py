"""Doors for the queue: emergencies."""

from celery import shared_task

from campaigns.emergencies.carry import carry_all


@shared_task(name="campaigns.tasks.carry_emergencies", expires=10)
def carry_emergencies() -> None:
    """Asked every few seconds by workers that carry nothing else, and by the others too."""
    carry_all()
