"""A run that is cut goes on where it stopped, and two runs at once do the work of one."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from crm_connectors import import_couples
from crm_connectors.models import Import, ImportRow
from tests.crm_connectors.imports import counts, fresh, numbered, upload
from tests.factories import VendorFactory
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client


class Killed(BaseException):
    """As a worker dies: nothing catches it."""


@pytest.fixture
def vendor(committed):
    return VendorFactory()


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(import_couples, "CHUNK", 3)


def kill_after(chunks):
    """An `on_progress` or `on_consent` that ends the run."""
    seen = []

    def strike(_):
        seen.append(1)
        if len(seen) == chunks:
            raise Killed

    return strike


@pytest.mark.parametrize("chunks", [1, 2, 3])
def test_a_run_killed_after_a_chunk_repeats_nothing_and_loses_nothing(vendor, chunks):
    batch = upload(vendor, *numbered(10))
    with pytest.raises(Killed):
        import_couples.run(batch.pk, on_progress=kill_after(chunks))
    cut = fresh(batch)

    finished = import_couples.run(batch.pk)

    assert (cut.state, cut.done) == ("running", 3 * chunks)
    assert (finished.state, counts(finished)) == ("finished", (10, 0, 0, 0))
    with operator():
        assert Client.objects.filter(vendor=vendor).count() == 10
        assert ImportRow.objects.filter(batch=batch).count() == 10


def test_a_run_killed_inside_a_chunk_leaves_no_half_of_it(vendor):
    rows = [(*row[:6], "yes") for row in numbered(5)]
    batch = upload(vendor, *rows)
    with pytest.raises(Killed):
        import_couples.run(batch.pk, on_consent=kill_after(2))

    with operator():
        assert Client.objects.filter(vendor=vendor).count() == 3
    assert counts(import_couples.run(batch.pk)) == (5, 0, 0, 0)


def in_threads(*runs):
    def work(run):
        try:
            run()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_one_import_poked_twice_at_once_comes_in_once(vendor):
    batch = upload(vendor, *numbered(20))

    in_threads(*[lambda: import_couples.run(batch.pk)] * 3)

    done = fresh(batch)
    assert (done.state, done.done, counts(done)) == ("finished", 20, (20, 0, 0, 0))


def test_one_file_uploaded_twice_and_run_at_once_makes_each_couple_once(vendor):
    one, two = upload(vendor, *numbered(20)), upload(vendor, *numbered(20))

    in_threads(lambda: import_couples.run(one.pk), lambda: import_couples.run(two.pk))

    with operator():
        assert Client.objects.filter(vendor=vendor).count() == 20
    assert [sum(pair) for pair in zip(counts(fresh(one)), counts(fresh(two)), strict=True)] == [
        20,
        0,
        20,
        0,
    ]


def test_a_run_whose_worker_died_is_found(vendor):
    silent, moving = upload(vendor, *numbered(4)), upload(vendor, *numbered(4))
    for batch in (silent, moving):
        with pytest.raises(Killed):
            import_couples.run(batch.pk, on_progress=kill_after(1))
    now = timezone.now()
    with operator():
        Import.objects.filter(pk=silent.pk).update(moved_at=now - dt.timedelta(minutes=5))

    assert import_couples.stalled(now) == [silent.pk]
