"""The queue's doors: a poke may be lost, doubled, or about something that can't be done."""

import datetime as dt

from django.utils import timezone

from crm_connectors.models import Import
from crm_connectors.tasks import resume_imports, run_import
from tests.crm_connectors.imports import LENA, counts, fresh, upload
from wedsync.vendors.tenancy import operator


def test_a_poke_runs_an_import_and_a_second_one_does_no_harm(vendor):
    batch = upload(vendor, LENA)

    run_import(str(batch.pk))
    run_import(str(batch.pk))

    assert (fresh(batch).state, counts(fresh(batch))) == ("finished", (1, 0, 0, 0))


def test_an_import_that_is_refused_says_so_on_its_own_row(vendor):
    batch = upload(vendor, ("Lena",), header=("First name",))

    run_import(str(batch.pk))

    assert fresh(batch).state == "failed"
    assert fresh(batch).failure.startswith("There is no column for a way to recognise the couple")


def test_runs_whose_worker_died_are_carried_on(vendor):
    batch = upload(vendor, LENA)
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    with operator():
        Import.objects.filter(pk=batch.pk).update(state="running", moved_at=long_ago)

    resume_imports()

    assert fresh(batch).state == "finished"
