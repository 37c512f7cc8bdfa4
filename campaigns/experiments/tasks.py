"""Doors for the queue: experiments."""

from celery import shared_task
from django.utils.timezone import now as current_time

from campaigns.experiments import hear_milestones as hearing
from campaigns.experiments import look


@shared_task(name="campaigns.tasks.look_all", expires=3600)
def look_all() -> None:
    look.look_all()


@shared_task(name="campaigns.tasks.hear_milestones", expires=300)
def hear_milestones() -> None:
    """Contracts, deposits, questionnaires, bookings and reviews, wherever they were noted."""
    hearing.hear_all(current_time())
