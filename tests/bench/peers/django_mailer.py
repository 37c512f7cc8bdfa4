"""django-mailer: queued in bulk by its backend, sent by two processes that share the queue."""

import multiprocessing

from django.core.mail import get_connection
from django.db import connection
from django.utils.timezone import now
from mailer.engine import send_all
from mailer.models import Message, MessageLog

from tests.bench.peers.letters import message
from tests.bench.peers.models import Guest

CHUNK = 500
PROCESSES = 2


def run(size: int) -> None:
    queue()
    connection.close()
    fork = multiprocessing.get_context("fork")
    senders = [fork.Process(target=send_all) for _ in range(PROCESSES)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    if Message.objects.exists() or MessageLog.objects.count() != size:
        raise SystemExit("django-mailer: not everything was sent")


def queue() -> None:
    backend = get_connection("mailer.backend.DbBackend")
    waiting = []
    for guest in Guest.objects.iterator(CHUNK):
        waiting.append(message(guest, now().date()))
        if len(waiting) == CHUNK:
            backend.send_messages(waiting)
            waiting = []
    backend.send_messages(waiting)
