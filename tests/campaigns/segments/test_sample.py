"""How many fit, who they are, and why, while one still edits."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.segments import sample
from campaigns.segments.query import people_in
from campaigns.segments.sample import SHOWN, count_and_sample
from campaigns.segments.scope import Scope
from campaigns.segments.tree import And, Or
from campaigns.segments.tree import Test as Asked
from tests.campaigns.segments.trees import NOW
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal

SCOPE = Scope(NOW)
LARGE = And((Asked("guests", "over", 100),))


@pytest.fixture
def couples(vendor, as_vendor):
    def make(count):
        for _ in range(count):
            client = ClientFactory(vendor=vendor, tags=["vip"])
            PersonFactory.create_batch(2, client=client)
            WeddingFactory(client=client, guests=120, budget=9_000_000, currency="USD")

    return make


def test_people_and_their_couples_are_counted(vendor, couples):
    couples(2)

    counted = count_and_sample(LARGE, vendor, SCOPE)

    assert (counted.people, counted.couples, len(counted.sample)) == (4, 2, 4)


def test_each_of_the_first_comes_with_the_reasons(vendor, couples):
    couples(1)
    asked = And((*LARGE.of, Or((Asked("tag", "has", ("vip",)), Asked("guests", "under", 5)))))

    fit = count_and_sample(asked, vendor, SCOPE).sample[0]

    assert fit.why == ("Guests: 120", "Tag: vip")
    assert fit.wedding.guests == 120


def test_no_page_tells_a_budget(vendor, couples):
    couples(1)
    asked = And((Asked("budget_band", "is", ("luxury", "standard", "low")),))

    fits = count_and_sample(asked, vendor, Scope(NOW, country="US", kind="florist")).sample

    assert {line for fit in fits for line in fit.why} == {"Budget is one of Luxury, Standard, Low"}


def test_no_more_than_ten_are_shown_in_as_many_questions(vendor, couples):
    couples(1)
    with CaptureQueriesContext(connection) as few:
        count_and_sample(LARGE, vendor, SCOPE)
    couples(SHOWN)

    with CaptureQueriesContext(connection) as many:
        counted = count_and_sample(LARGE, vendor, SCOPE)

    assert (counted.people, len(counted.sample)) == (2 * SHOWN + 2, SHOWN)
    assert len(many) == len(few)


def test_who_fits_is_one_query(vendor, couples):
    couples(1)

    with CaptureQueriesContext(connection) as asked:
        list(people_in(LARGE, SCOPE))

    assert len(asked) == 1


def test_whoever_waits_too_long_is_told_and_may_go_on(vendor, couples, monkeypatch):
    couples(1)
    monkeypatch.setattr(sample, "PATIENCE", 20)
    monkeypatch.setattr(sample, "count", lambda _: asleep())

    with pytest.raises(Refusal, match="takes too long"):
        count_and_sample(LARGE, vendor, SCOPE)

    assert setting() == "0"
    assert people_in(LARGE, SCOPE).count() == 2


def test_the_limit_ends_with_the_question(vendor, couples):
    count_and_sample(LARGE, vendor, SCOPE)

    assert setting() == "0"


def asleep():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")


def setting():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


def test_today_is_an_argument(vendor, couples):
    couples(1)
    over = And((Asked("stage", "is", ("post_wedding",)),))
    later = Scope(dt.datetime(2027, 6, 20, 12, tzinfo=dt.UTC))

    assert count_and_sample(over, vendor, SCOPE).people == 0
    assert count_and_sample(over, vendor, later).people == 2
