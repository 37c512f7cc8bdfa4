"""A past asked again."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.imagined import replay_past as replaying
from campaigns.imagined.replay_past import replay_past
from campaigns.imagined.what_if import what_if
from campaigns.simulation import Fate, Rules
from messaging.decide import decide
from messaging.gather import facts_for, load
from messaging.models import Decision, Message
from messaging.policy.facts import Cap
from messaging.policy.verdict import Allow, Wait
from tests.factories import MessageFactory, PersonFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 3, 3, 18, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
EVER = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def decided(vendor):
    """Two messages to one person that went out at one moment, under a wide cap."""
    person = PersonFactory(client__vendor=vendor)
    first = MessageFactory(person=person)
    MessageFactory(person=person, wedding=first.wedding, variant=first.variant)
    with tenant(vendor.pk):
        vendor = Vendor.objects.get(pk=vendor.pk)
        messages = load(Message.objects.all())
        decide(messages, facts_for(messages, vendor, NOW), NOW)
    return vendor


def fates(vendor, **rules):
    with tenant(vendor.pk):
        season = replay_past(vendor, *EVER, Rules(**rules))
    return [(line.fate, line.at) for line in season.lines]


def test_what_happened_happens_again(decided):
    assert fates(decided) == [(Fate.SENT, NOW)] * 2


def test_a_lower_cap_would_have_put_one_off(decided):
    assert fates(decided, cap=Cap(1, 24)) == [(Fate.SENT, NOW), (Fate.SENT, NOW + DAY)]


def test_one_decision_is_asked_with_one_change(decided):
    with tenant(decided.pk):
        second = Decision.objects.order_by("id").last()
        assert isinstance(what_if(second, Rules()).verdict, Allow)
        assert isinstance(what_if(second, Rules(cap=Cap(1, 24))).verdict, Wait)


def test_replaying_writes_nothing(decided):
    with tenant(decided.pk), CaptureQueriesContext(connection) as asked:
        replay_past(decided, *EVER, Rules())
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_more_than_can_be_looked_at_is_refused(decided, monkeypatch):
    monkeypatch.setattr(replaying, "MOST", 1)
    with tenant(decided.pk), pytest.raises(Refusal, match="more than 1 decisions"):
        replay_past(decided, *EVER, Rules())


def test_the_command_prints_the_past(decided, monkeypatch):
    today, out = dt.date.fromisoformat, StringIO()
    span = {"first": today("2020-01-01"), "last": today("2099-12-31")}
    call_command("replay", decided.slug, **span, cap=1, stdout=out)
    assert "2 sent" in out.getvalue()
    monkeypatch.setattr(replaying, "MOST", 1)
    with pytest.raises(CommandError, match="choose less"):
        call_command("replay", decided.slug, **span)
