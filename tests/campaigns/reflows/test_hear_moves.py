"""What an import proposes becomes a question, once."""

import datetime as dt

import pytest

from campaigns.models import Reflow
from campaigns.reflows import reflow as verbs
from campaigns.reflows.hear_moves import hear_all
from campaigns.reflows.tasks import hear_moves
from tests.campaigns.moves import fresh, move
from tests.factories import WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import ProposedMove

pytestmark = pytest.mark.django_db
SEPTEMBER = dt.date(2027, 9, 4)
NOW = dt.datetime(2027, 1, 10, tzinfo=dt.UTC)


@pytest.fixture
def wedding(vendor):
    return WeddingFactory(client__vendor=vendor)


def put(wedding, date=SEPTEMBER, precision="exact"):
    with operator():
        ProposedMove.objects.update_or_create(
            vendor_id=wedding.vendor_id,
            wedding=wedding,
            defaults={
                "source": "import:6f1", "date": date, "precision": precision, "taken_at": None
            },
        )  # fmt: skip


def questions(wedding):
    with operator():
        found = Reflow.objects.filter(wedding=wedding).order_by("id")
        return [(one.state, one.after["date"]) for one in found]


def test_a_proposed_date_becomes_a_question_and_nothing_moves(wedding):
    put(wedding)
    hear_moves()

    assert questions(wedding) == [("proposed", "2027-09-04")]
    assert fresh(wedding).date == dt.date(2027, 6, 19)
    with operator():
        made = Reflow.objects.get()
        assert (made.source, made.actor) == ("import:6f1", "system:imports")
        assert ProposedMove.objects.get().taken_at is not None


def test_saying_it_daily_asks_once(wedding):
    for _ in range(3):
        put(wedding)
        hear_all()
    assert questions(wedding) == [("proposed", "2027-09-04")]


def test_what_was_refused_is_not_asked_again_but_another_date_is(wedding):
    put(wedding)
    hear_all()
    with tenant(wedding.vendor_id):
        verbs.refuse(Reflow.objects.get(), NOW, "user:1")

    put(wedding)
    hear_all()
    put(wedding, dt.date(2027, 10, 2))
    hear_all()

    assert questions(wedding) == [("refused", "2027-09-04"), ("proposed", "2027-10-02")]


def test_a_date_that_stands_by_now_is_no_question(wedding):
    put(wedding)
    move(wedding, SEPTEMBER)
    hear_all()
    assert questions(wedding) == [("applied", "2027-09-04")]


def test_an_open_date_can_be_proposed(wedding):
    put(wedding, None, "open")
    hear_all()
    assert questions(wedding) == [("proposed", None)]


def test_every_vendor_is_heard(wedding):
    other = WeddingFactory()
    put(wedding)
    put(other)
    hear_all()
    assert questions(wedding) == questions(other) == [("proposed", "2027-09-04")]
