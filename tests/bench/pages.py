"""`make bench-pages`: how long the server takes for each page on a busy season, and its queries.

The sample season and 20,000 messages of one vendor; each page is asked for in the process, with
everything between the request and the last byte of the answer. Slow queries are shown; nothing is
asserted, for a shared machine says little about a page: its own work and its queries say more.
"""

import os
import statistics
import time
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.busy_season import count, fill
from tests.bench.launch import say
from tests.browser.walk import lived, places
from wedsync.lib.heap import settle

TURNS = int(os.environ.get("TURNS", "25"))
GOAL = 100.0  # ms, p95
NOTICED = 0.02  # s: a query that takes longer is shown


@pytest.mark.filterwarnings("ignore")
def test_every_page(committed):
    seat = lived()
    fill(seat.vendor)
    addresses = places(seat)
    browser = Client()
    browser.force_login(seat.user)
    settle()  # as the web process does
    rows = [_measured(browser, *one) for one in sorted(addresses.items())]
    _print(rows, count(seat.vendor))


class Row(NamedTuple):
    """Times in milliseconds: `own` is this process's work, `database` the wait for answers."""

    name: str
    median: float
    slow: float
    own: float
    database: float
    queries: int
    size: int


def _measured(browser: Client, name: str, address: str) -> Row:
    browser.get(address)  # templates and what is kept
    with CaptureQueriesContext(connection) as asked:
        size = len(browser.get(address).content)
    queries = list(asked)
    for one in sorted(queries, key=lambda one: -float(one["time"])):
        if float(one["time"]) > NOTICED:
            say(f"{name}: {one['time']} s  {one['sql'][:1200]}\n")
    turns = [_turn(browser, address) for _ in range(TURNS)]
    times, own = [wall for wall, _ in turns], [work for _, work in turns]
    slow = statistics.quantiles(times, n=20)[-1]
    waited = 1000 * sum(float(one["time"]) for one in queries)
    return Row(
        name, statistics.median(times), slow, statistics.median(own), waited, len(queries), size
    )


def _turn(browser: Client, address: str) -> tuple[float, float]:
    begun, worked = time.perf_counter(), time.process_time()
    browser.get(address)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)


def _print(rows: Sequence[Row], messages: int) -> None:
    say(f"\n{messages:,} messages of one vendor; {TURNS} turns a page, milliseconds\n")
    say(f"{'page':<24}{'p50':>8}{'p95':>8}{'own':>8}{'queries':>9}{'waited':>8}{'kB':>7}")
    for row in sorted(rows, key=lambda row: -row.slow):
        mark = "  over" if row.slow > GOAL else ""
        say(
            f"{row.name:<24}{row.median:>8.1f}{row.slow:>8.1f}{row.own:>8.1f}{row.queries:>9}"
            f"{row.database:>8.1f}{row.size / 1000:>7.1f}{mark}"
        )
