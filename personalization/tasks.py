"""Doors for the queue: a poke that may be lost or doubled, so it asks what is due."""

import time

import structlog
from celery import shared_task
from django.utils.timezone import now as current_time

from personalization.copy.due import due
from personalization.copy.write import write

SECONDS_A_TASK = 45.0  # then the next poke goes on; a single copy takes a minute at most

log = structlog.get_logger(__name__)


@shared_task(name="personalization.tasks.write_copies", expires=60)
def write_copies() -> None:
    """One that can't be written is logged and keeps nobody else waiting."""
    until = time.monotonic() + SECONDS_A_TASK
    for vendor_id, copy_id in due(current_time()):
        if time.monotonic() > until:
            return
        try:
            write(vendor_id, copy_id)
        except Exception:
            log.exception("copy could not be written", copy=str(copy_id))
