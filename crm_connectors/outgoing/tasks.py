"""Doors for the queue: webhooks to others."""

from celery import shared_task
from django.utils.timezone import now as current_time

from crm_connectors.outgoing.forget import forget_old
from crm_connectors.outgoing.gather import gather_all
from crm_connectors.outgoing.send import send_due
from wedsync.lib.later import later


@shared_task(name="crm_connectors.tasks.tell", expires=10)
def tell() -> None:
    """What happened since the last look, and whatever is due; poked and polled."""
    gather_all(current_time())
    if send_due():
        later(tell)


@shared_task(name="crm_connectors.tasks.tell_late", expires=600)
def tell_late() -> None:
    """What became visible after it had been looked for."""
    if gather_all(current_time(), late=True):
        later(tell)


@shared_task(name="crm_connectors.tasks.forget_webhooks", expires=3600)
def forget_webhooks() -> None:
    forget_old(current_time())
