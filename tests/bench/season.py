"""How long a season takes to be simulated: N weddings in their trade's full timeline, D days.

    python -m wedsync.embedded run -- sh -c "python manage.py migrate && \\
        DJANGO_SETTINGS_MODULE=wedsync.settings python -m tests.bench.season 500 549"

It fills the database it is given: give it one of its own.
"""

import datetime as dt
import sys
import time
from importlib import import_module

import django
from django.db import connections
from django.utils.timezone import now as current_time


def main(size: int, days: int) -> None:
    django.setup()
    now = current_time()
    vendor = _vendor(size, days, now)
    simulate = import_module("campaigns.imagined.simulate").simulate
    with import_module("wedsync.vendors.tenancy").tenant(vendor.pk):
        began, busy = time.perf_counter(), time.process_time()
        season = simulate(vendor, days, now)
        clock, own = time.perf_counter() - began, time.process_time() - busy
    fates = ", ".join(f"{count:,} {fate}" for fate, count in season.figures.fates.items())
    sys.stdout.write(f"{size} weddings, {days} days: {clock:.1f} s, {own:.1f} s of them Python\n")
    sys.stdout.write(f"{len(season.lines):,} lines: {fates}\n")


def _vendor(size: int, days: int, now: dt.datetime):
    vendors, tenancy = (import_module(f"wedsync.vendors.{name}") for name in ("models", "tenancy"))
    factories = import_module("tests.factories")
    import_module("personalization.install_library").install_library()
    vendor = factories.VendorFactory(kind="photographer")
    factories.AccountFactory()
    _weddings(vendor, size, days, now)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    with tenancy.tenant(vendor.pk):
        _enter(vendors.Vendor.objects.get(pk=vendor.pk), now)
    return vendor


def _weddings(vendor, size: int, days: int, now: dt.datetime) -> None:
    """Evenly over the days to come."""
    factories = import_module("tests.factories")
    for n in range(size):
        day = now.date() + dt.timedelta(days=1 + n * days // size)
        wedding = factories.WeddingFactory(client__vendor=vendor, date=day)
        for role in ("partner_a", "partner_b"):
            factories.PersonFactory(client=wedding.client, role=role)


def _enter(vendor, now: dt.datetime) -> None:
    weddings = import_module("wedsync.weddings.models").Wedding
    timeline = import_module("campaigns.timelines.from_library").start_from_library(
        vendor, actor="bench"
    )
    import_module("campaigns.timelines.publish").publish(timeline, now, actor="bench")
    ids = list(weddings.objects.values_list("pk", flat=True))
    import_module("campaigns.timelines.enroll").enroll(timeline, ids, now, actor="bench")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
