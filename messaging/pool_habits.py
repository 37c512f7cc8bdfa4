"""Count, once a night, when couples of each kind of vendor act; nothing else of them is pooled."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import transaction

from messaging.habits import habits_by_key
from personalization.models import PooledHabit
from personalization.send_time import Habit, Key, Pool, pooled
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant


def pool_habits(now: dt.datetime) -> int:
    """Each vendor is read as itself; only sums are written. Return how many pools there are."""
    pools = pooled(_by_vendor(now))
    with operator(), transaction.atomic():
        PooledHabit.objects.all().delete()
        PooledHabit.objects.bulk_create(_row(key, pool, now) for key, pool in pools.items())
    return len(pools)


def _by_vendor(now: dt.datetime) -> Iterator[Mapping[Key, Habit]]:
    with operator():
        ids = list(Vendor.objects.order_by("pk").values_list("pk", flat=True))
    for vendor_id in ids:
        with tenant(vendor_id):
            yield habits_by_key(Vendor.objects.get(pk=vendor_id), now)


def _row(key: Key, pool: Pool, now: dt.datetime) -> PooledHabit:
    kind, role, channel = key
    return PooledHabit(
        kind=kind,
        role=role,
        channel=channel,
        acted=list(pool.habit.acted),
        waited=list(pool.habit.waited),
        vendors=pool.vendors,
        counted_at=now,
    )
