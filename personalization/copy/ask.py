"""Ask a model, and ask again where that can help. Never inside a database transaction."""

import time

import structlog
from django.conf import settings
from django.db import connection

from personalization.copy.access import Way
from personalization.copy.patience import pause
from personalization.writers.protocol import Order, Reply, Unavailable

log = structlog.get_logger(__name__)


class InTransaction(RuntimeError):
    """A call of seconds would hold locks and a connection for as long."""


def ask(way: Way, order: Order) -> tuple[Reply, int]:
    """The last answer, and how many calls before it may have to be paid though nothing came."""
    if connection.in_atomic_block:
        raise InTransaction("a model is asked outside of transactions")
    began, calls, lost = time.monotonic(), 0, 0
    while True:
        reply = way.writer.write(order, way.access)
        calls += 1
        log.info("asked a model", writer=way.writer.key, answer=type(reply).__name__.lower())
        if not isinstance(reply, Unavailable):
            return reply, lost
        spent = time.monotonic() - began
        wait = pause(calls, reply.seconds, spent, first=settings.AI_PAUSE_SECONDS)
        if wait is None:
            return reply, lost
        lost += reply.billed
        time.sleep(wait)
