"""How long the database needs to plan a campaign for N people: launch, hours, messages.

    python -m wedsync.embedded run -- sh -c "python manage.py migrate && \\
        DJANGO_SETTINGS_MODULE=wedsync.settings python -m tests.bench.planning 20000"

Prints for each stage the processor seconds of its database process, the seconds spent waiting
for statements, and those of the clock: on a busy machine only the first is a figure. It fills
the database it is given: give it one of its own.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
from django.db import connection, connections

KINDS = ("now", "best")


def main(size: int) -> None:
    django.setup()
    import_module("campaigns.broadcasts.pace").MOST_READY = sys.maxsize  # as if all left at once
    for kind in KINDS:
        _stages(_campaign(kind, size))


def _stages(campaign) -> None:
    launch = import_module("campaigns.broadcasts.launch").launch
    expand = import_module("campaigns.broadcasts.expand").expand
    brake = import_module("campaigns.broadcasts.pause")
    who = {"actor": "system:bench"}
    _time(campaign, "launch", lambda: launch(campaign, **who))
    label = "hours" if campaign.timing == "best" else "messages"
    _time(campaign, label, lambda: expand(campaign.pk), again=True)
    for name in ("pause", "resume", "cancel"):
        _time(campaign, name, lambda name=name: getattr(brake, name)(campaign, **who))


def _campaign(kind: str, size: int):
    house, letter = (import_module(f"tests.bench.{name}") for name in ("house", "letter"))
    models, vendors = (import_module(f"{name}.models") for name in ("campaigns", "wedsync.vendors"))
    with import_module("wedsync.vendors.tenancy").operator():
        vendor = vendors.Vendor.objects.create(slug=f"bench-{kind}", **letter.VENDOR)
        version = house.publish(vendor).version
        campaign = models.Campaign.objects.create(
            vendor=vendor, name="Planning", version=version, timing=kind
        )
        with connection.cursor() as cursor:
            cursor.execute(house.COUPLES, {"vendor": vendor.pk, "size": size})
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    return campaign


def _time(campaign, name: str, do: Callable[[], int], *, again: bool = False) -> None:
    """`again`: until there is nothing left to do, each time in a transaction of its own."""
    tenant = import_module("wedsync.vendors.tenancy").tenant
    began, busy, done = time.perf_counter(), _processor(), 0
    with _database_time() as spent:
        while True:
            with tenant(campaign.vendor_id):
                made = do()
            done += made
            if not again or not made:
                break
    clock = time.perf_counter() - began
    figures = f"{_processor() - busy:6.2f} {spent[0]:6.2f} {clock:6.2f}"
    sys.stdout.write(f"{campaign.timing:5} {name:9} {done:6} {figures}\n")
    sys.stdout.flush()


def _processor() -> float:
    """Seconds that this connection's process has used (Linux, the database on this machine)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _database_time() -> Iterator[list[float]]:
    spent = [0.0]

    def timed(execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[0] += time.perf_counter() - began

    with connection.execute_wrapper(timed):
        yield spent


if __name__ == "__main__":
    main(int(sys.argv[1]))
