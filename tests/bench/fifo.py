"""The product's worker with another order: whoever came first goes first, whoever it is.

Started as `celery -A tests.bench.fifo`. Everything else is the product's own, and as many workers
carry what isn't urgent: the one for emergencies finds nothing to do.
"""

from importlib import import_module

from celery.signals import worker_init
from django.db import connection

from wedsync.celery import app
from wedsync.vendors.tenancy import operator

__all__ = ["app"]

# The oldest hundred that are due, by vendor: as many of one as a call can carry.
OLDEST = """
WITH oldest AS MATERIALIZED (
  SELECT id, vendor_id, channel, priority FROM messaging_message
  WHERE state = 'queued' AND not_before <= statement_timestamp() ORDER BY id LIMIT 100
)
SELECT vendor_id, channel, priority, count(*), 0 FROM oldest
GROUP BY vendor_id, channel, priority ORDER BY min(id::text)
"""


@worker_init.connect
def forget_who_is_who(**_: object) -> None:
    dispatch = import_module("messaging.dispatch")  # only now is Django set up

    def due_lanes(last: int = dispatch.LAST) -> list[dispatch.DueLane]:
        if last < dispatch.LAST:
            return []
        with operator(), connection.cursor() as cursor:
            cursor.execute(OLDEST)
            return [dispatch.DueLane(*row) for row in cursor.fetchall()]

    dispatch.due_lanes = due_lanes
