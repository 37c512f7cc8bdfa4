"""Answers to POSTs are kept for a day and no longer."""

import datetime as dt

import pytest

from wedsync.vendors.forget_answers import KEPT
from wedsync.vendors.models import StoredAnswer
from wedsync.vendors.tasks import forget_answers
from wedsync.vendors.tenancy import operator

SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(("moved", "left"), [(KEPT - SECOND, 1), (KEPT + SECOND, 0)])
def test_an_answer_is_forgotten_a_day_later(vendor, time_machine, moved, left):
    with operator():
        given = {"caller": "key:1", "key": "one", "digest": b"", "status": 201}
        row = StoredAnswer.objects.create(vendor=vendor, **given)
        row.refresh_from_db()

    time_machine.move_to(row.created_at + moved)
    forget_answers()

    with operator():
        assert StoredAnswer.objects.count() == left
