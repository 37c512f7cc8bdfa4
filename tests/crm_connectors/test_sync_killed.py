"""A whole studio through limits, failures and cut connections, with the worker killed twice.

WEDSYNC_SYNC_JOBS=2000 runs it in full.
"""

import datetime as dt
import os
import signal
import sys
from collections import Counter

import pytest
import requests
from django.db import connections

from crm_connectors import sync
from crm_connectors.models import Link, Sync
from tests.crm_connectors.syncs import (
    begun,
    connected,
    couples,
    everything_of,
    moves,
    pulled,
    wedding_of,
)
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Wedding

JOBS = int(os.environ.get("WEDSYNC_SYNC_JOBS", "300"))
WEATHER = (
    {"status": 429, "headers": {"retry-after": "0"}, "probability": 0.15, "seed": 1},
    {"status": 500, "probability": 0.1, "seed": 2},
    {"drop": "before", "probability": 0.08, "seed": 3},
    {"bad_json": True, "probability": 0.05, "seed": 4},
)


@pytest.fixture
def connection(shop):
    return connected(shop)


def storm(studio):
    studio.faults(*({"path": "/vsco/", "times": None, **fault} for fault in WEATHER))


def killed_at(run, place, nth):
    """Another process carries the run and is killed, without a warning, at the nth `place`."""
    for connection in connections.all():
        connection.close()
    child = os.fork()
    if child == 0:
        _die(run, place, nth)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with operator():
        Sync.objects.filter(pk=run.pk).update(moved_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def _die(run, place, nth):
    seen = Counter()

    def point(name):
        seen[name] += 1
        if (name, seen[name]) == (place, nth):
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sync.run(run.pk, sleep=lambda _: None, point=point)
    finally:
        os._exit(1)


def brought_to_its_end(run):
    """As the workers do it: a run that had to wait is taken up again."""
    for _ in range(50):
        if (told := sync.run(run.pk, sleep=lambda _: None)).state != "waiting":
            return told
    raise AssertionError("it never came to its end")


def weddings_there(studio):
    """The ids of those jobs that are ours to have, by the studio's own lists."""
    found, page = [], 1
    while True:
        query = {"page": page, "includeClosed": "true"}
        told = requests.get(
            f"{studio.vsco_url}job", query, headers={"X-API-KEY": "k"}, timeout=5
        ).json()
        found += told["items"]
        if page >= told["meta"]["totalPages"]:
            return [job for job in found if job["jobTypeName"] == "Wedding"]
        page += 1


def is_taken(job):
    cancelled = job["closed"] and job["stage"] != "completed"
    return not cancelled and job["eventDate"] != "0000-00-00"


def test_a_run_killed_twice_in_a_storm_makes_each_couple_once(shop, connection, studio):
    studio.studio(JOBS, seed=7)
    there = weddings_there(studio)
    storm(studio)
    run = begun(connection)

    killed_at(run, "before_commit", 2)
    killed_at(run, "after_commit", 1)
    finished = brought_to_its_end(run)

    struck = Counter(fault["struck"] > 0 for fault in studio.faults())
    wanted = {job["id"] for job in there if is_taken(job)}
    with operator():
        links = Counter(Link.objects.filter(vendor=shop).values_list("external_id", flat=True))
        targets = set(Link.objects.filter(vendor=shop).values_list("object_id", flat=True))
        made = Wedding.objects.filter(vendor=shop).count()
    assert (finished.state, struck) == ("finished", {True: 4})
    assert set(links) == wanted
    assert max(links.values()) == 1
    assert len(couples(shop)) == made == len(targets) == len(wanted)

    before = everything_of(shop)
    again = brought_to_its_end(begun(connection))
    assert (again.created, again.updated, everything_of(shop) == before) == (0, 0, True)

    far = next(j for j in there if is_taken(j) and j["stage"] == "booked" and j["eventDate"])
    day = dt.date.fromisoformat(far["eventDate"])
    studio.in_studio(far["id"], {"eventDate": (day + dt.timedelta(90)).isoformat()})
    for kind in (Sync.Kind.RECENT, Sync.Kind.FULL):
        brought_to_its_end(begun(connection, kind))
    (move,) = moves(shop)
    assert (move.wedding_id, move.date) == (
        wedding_of(shop, far["id"]).pk,
        day + dt.timedelta(90),
    )
    assert wedding_of(shop, far["id"]).date == day
    report(finished, again, studio)


def report(finished, again, studio):
    """Shown with -s: the figures of the run."""
    struck = {
        fault["status"] or fault["drop"] or "half a body": fault["struck"]
        for fault in studio.faults()
    }
    asked = len(studio.journal("/vsco/"))
    names = ("done", "created", "updated", "unchanged", "skipped", "offered", "problems")
    for run in (finished, again):
        sys.stdout.write(f"{ {name: getattr(run, name) for name in names} }\n")
    sys.stdout.write(f"{asked} requests remembered, struck {struck}\n")


def test_a_job_that_vanishes_between_two_pages_hides_no_other(shop, connection, studio):
    studio.studio(250, odd=False)
    there = [job["id"] for job in weddings_there(studio) if is_taken(job)]
    taken = []

    def point(name):
        if name == "after_commit" and not taken:
            taken.append(there[0])
            studio.in_studio(there[0], None)

    sync.run(begun(connection).pk, sleep=lambda _: None, point=point)

    with operator():
        linked = set(Link.objects.filter(vendor=shop).values_list("external_id", flat=True))
    assert linked == set(there)
    assert pulled(connection).created == 0
    with operator():
        assert Client.objects.filter(vendor=shop).count() == len(there)
