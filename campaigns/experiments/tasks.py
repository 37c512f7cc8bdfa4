"""Doors for the queue: experiments."""

from celery import shared_task

from campaigns.experiments import look


@shared_task(name="campaigns.tasks.look_all", expires=3600)
def look_all() -> None:
    look.look_all()
