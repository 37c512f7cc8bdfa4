"""Doors for the queue: letters that may be inquiries."""

import structlog
from celery import shared_task
from django.utils.timezone import now as current_time

from crm_connectors.letters.hear import hear_letters

log = structlog.get_logger(__name__)


@shared_task(name="crm_connectors.tasks.read_letters", expires=60)
def read_letters() -> None:
    """Inquiries that came by e-mail become couples."""
    if taken := hear_letters(current_time()):
        log.info("inquiries by mail", letters=taken)
