"""The token buckets while Redis is away: rows, locked in one order, by the database's clock."""

from collections.abc import Sequence

from django.db import connection

from messaging.buckets import MICROS, Bucket, Grant, grant
from messaging.models import Bucket as Row
from wedsync.vendors.tenancy import operator

KEEP = """
INSERT INTO messaging_bucket (key, arrival) SELECT * FROM unnest(%s::text[], %s::bigint[])
ON CONFLICT (key) DO UPDATE SET arrival = excluded.arrival
"""


def take(chosen: Sequence[Bucket], want: int) -> Grant:
    """As `pace.take`. A bucket that isn't here yet starts empty."""
    with operator():
        now = _now()
        arrivals = _locked(chosen)
        granted, after = grant(chosen, arrivals, want, now)
        _keep(chosen, after)
    return granted


def charge(bucket: Bucket, more: int) -> None:
    with operator():
        now = _now()
        known = _locked([bucket])[0]
        start = max(now + bucket.interval * bucket.burst if known is None else known, now)
        _keep([bucket], [start + bucket.interval * more])


def _locked(chosen: Sequence[Bucket]) -> list[int | None]:
    keys = [one.key for one in chosen]
    rows = Row.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    known = dict(rows.values_list("key", "arrival"))
    return [known.get(key) for key in keys]


def _keep(chosen: Sequence[Bucket], arrivals: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [[one.key for one in chosen], list(arrivals)])


def _now() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return int(cursor.fetchone()[0] * MICROS)
