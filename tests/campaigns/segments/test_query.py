"""A query answers what plain reading of the rows answers, whatever is asked."""

import datetime as dt
from contextlib import contextmanager
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.segments import tree
from campaigns.segments.gather import facts_of
from campaigns.segments.judge import judge
from campaigns.segments.operators import holds
from campaigns.segments.query import people_in
from campaigns.segments.registry import fields
from campaigns.segments.scope import Scope
from tests.campaigns.segments.trees import NOW, asking, trees
from tests.campaigns.segments.village import Village
from tests.factories import AccountFactory, PersonFactory, WeddingFactory
from wedsync.weddings.models import Person, Wedding

SCOPE = Scope(NOW, ZoneInfo("America/Los_Angeles"), "photographer", "US")
seeds = st.integers(0, 10_000)
# Each example fills a database; there are as many laws as fields.
MOST = settings.default.max_examples
ROLLED_BACK = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
law = settings(suppress_health_check=ROLLED_BACK, max_examples=min(MOST // 2, 2000))
brief_law = settings(suppress_health_check=ROLLED_BACK, max_examples=min(MOST // 8, 200))


@contextmanager
def village(vendor, account, seed):
    """Settled, and gone again."""
    with transaction.atomic():
        made = Village(vendor, Random(seed))
        made.account = account
        yield made.settle()
        transaction.set_rollback(True)


def by_hand(asked, scope=SCOPE):
    """Who fits and by which wedding: every person with every wedding, in plain Python."""
    found = {}
    people = Person.objects.filter(client__archived_at=None).select_related("client")
    weddings = list(Wedding.objects.all())
    weddings.sort(key=lambda one: (one.date or dt.date.max, one.pk))
    pairs = [
        (person, wedding)
        for person in people
        for wedding in weddings
        if wedding.client_id == person.client_id
    ]
    for (person, wedding), facts in zip(pairs, facts_of(pairs, scope.now), strict=True):
        if judge(asked, lambda test, facts=facts: answer(test, facts, scope)):
            found.setdefault(person.pk, wedding.pk)
    return found


def answer(test, facts, scope):
    return holds(test, fields()[test.field].read(facts, scope), scope)


def by_query(asked):
    return {person.pk: person.meant for person in people_in(asked, SCOPE)}


@pytest.fixture
def account(db):
    return AccountFactory()


@law
@given(seed=seeds, asked=trees)
def test_the_query_agrees_with_plain_reading(vendor, as_vendor, account, seed, asked):
    with village(vendor, account, seed):
        assert by_query(asked) == by_hand(asked)


@pytest.mark.parametrize("name", sorted(fields()))
@brief_law
@given(seed=seeds, drawn=st.data())
def test_each_field_agrees_with_plain_reading(vendor, as_vendor, account, name, seed, drawn):
    asked = tree.And((drawn.draw(asking([name])),))

    with village(vendor, account, seed):
        assert by_query(asked) == by_hand(asked)


@pytest.mark.parametrize(
    ("field", "operator", "value", "filled"),
    [
        ("guests", "over", 50, {"guests": 20}),
        ("city", "equals", "Bend", {"venue_city": "Portland"}),
        ("abroad", "yes", None, {"venue_country": "US"}),
        ("guest_band", "is", ("grand",), {"guests": 20}),
    ],
)
def test_who_never_said_is_in_neither(vendor, as_vendor, field, operator, value, filled):
    """Neither in what is asked nor in its opposite; who said something else is in the opposite."""
    blank = {"guests": None, "venue_city": "", "venue_country": ""}
    unknown, known = (
        WeddingFactory(client=PersonFactory(client__vendor=vendor).client, **blank | given_)
        for given_ in ({}, filled)
    )
    test = tree.Test(field, operator, value)

    assert meant(test) == set()
    assert meant(tree.Not(test)) == {known.pk}
    assert meant(tree.Test(field, "unknown")) == {unknown.pk}


def meant(node):
    return set(by_query(tree.And((node,))).values())
