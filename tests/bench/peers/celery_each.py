"""One Celery task per message, tuned: kept SMTP connection, prefetch, no results, one producer.

Started as `celery -A tests.bench.peers.celery_each`.
"""

import os
from functools import cache

import django
from celery import Celery
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.timezone import now

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.peers.settings")
django.setup()

from tests.bench.arrived import await_all  # noqa: E402 -- Django is set up first
from tests.bench.peers.letters import message  # noqa: E402 -- Django is set up first
from tests.bench.peers.models import Guest  # noqa: E402

app = Celery("bench")
app.config_from_object("django.conf:settings", namespace="CELERY")


@app.task(name="bench.send")
def send(guest_id: int) -> None:
    guest = Guest.objects.get(pk=guest_id)
    mail = message(guest, now().date())
    mail.connection = _connection()
    mail.send()
    Guest.objects.filter(pk=guest_id).update(sent=True)


@cache
def _connection() -> EmailBackend:
    """Opened once a process: `send_messages` closes only what it opened itself."""
    connection = get_connection()
    connection.open()
    return connection


def run(size: int) -> None:
    with app.producer_pool.acquire(block=True) as producer:
        for pk in Guest.objects.values_list("pk", flat=True).iterator():
            send.apply_async((pk,), producer=producer)
    await_all(size, Guest.objects.filter(sent=False).exists)
