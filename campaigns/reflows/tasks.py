"""Doors for the queue: dates that move."""

from celery import shared_task

from campaigns.reflows import hear_moves as box


@shared_task(name="campaigns.tasks.hear_moves", expires=60)
def hear_moves() -> None:
    """Of imports: dates that wait for a person."""
    box.hear_all()
