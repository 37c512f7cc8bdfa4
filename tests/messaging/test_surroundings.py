"""What holds for all of a vendor's messages, and what its people had lately."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import CapRule, Handover
from messaging.policy.facts import Cap
from messaging.policy.hours import NIGHT, Quiet
from messaging.surroundings import recent_of, surroundings_of
from tests.factories import MessageFactory, PersonFactory, VendorFactory
from wedsync.billing.models import Budget
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
WEEKLY = Cap(4, 7 * 24)
NOON = dt.datetime(2026, 6, 15, 19, tzinfo=dt.UTC)


def around(vendor, at=NOON):
    with tenant(vendor.pk):
        return surroundings_of(vendor, {"email", "sms"}, at)


def recent(message, caps=(WEEKLY,)):
    with tenant(message.vendor_id):
        found = recent_of({message.person_id}, message.vendor, caps, now())
        return found.get(message.person_id, ())


def test_nights_are_quiet_unless_a_vendor_says_otherwise():
    plain = VendorFactory()
    late = VendorFactory(quiet_from=dt.time(23), quiet_until=dt.time(7))

    assert around(plain).hours == (NIGHT,)
    assert around(late).hours == (Quiet(dt.time(23), dt.time(7)),)


def test_a_cap_is_in_hours():
    (cap,) = around(VendorFactory(cap_messages=2, cap_days=3)).caps
    assert cap == Cap(2, 72, key="usual")


def test_a_vendors_own_rules_stand_for_its_usual_one():
    vendor = VendorFactory()
    with operator():
        CapRule.objects.create(vendor=vendor, purposes=["marketing"], most=1, per="week")

    (cap,) = around(vendor).caps

    assert cap._replace(key="") == Cap(1, 0, "week", purposes=("marketing",))


def test_the_peak_is_what_a_vendor_says_or_what_is_usual_in_its_country():
    assert around(VendorFactory(country="FR")).peak == ()
    assert len(around(VendorFactory(country="US")).peak) == 2
    ((start, end),) = around(VendorFactory(timezone="UTC", peak_months=[6])).peak
    assert (start.month, end.month) == (6, 7)


def test_the_strictest_limit_of_a_channel_counts():
    vendor = VendorFactory(timezone="UTC")
    with operator():
        for channel, limit in (("", 900), ("sms", 500)):
            Budget.objects.create(vendor=vendor, channel=channel, limit=limit, currency="USD")

    found = around(vendor)

    assert found.left == {"email": 9_000_000, "sms": 5_000_000}
    assert found.renews_at == dt.datetime(2026, 7, 1, tzinfo=dt.UTC)


def test_what_is_only_watched_stops_nothing():
    vendor = VendorFactory()
    with operator():
        Budget.objects.create(vendor=vendor, limit=1, currency="USD", stops=False)

    assert around(vendor).left == {}


def test_what_left_counts_and_what_was_refused_does_not(account, sandbox):
    message = MessageFactory()
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)

    (sent,) = recent(message)
    with operator():
        Handover.objects.update(outcome="refused")

    assert (sent.purpose, sent.channel) == ("helpful", "email")
    assert recent(message) == ()


def test_what_left_long_ago_counts_no_more(account, sandbox):
    message = MessageFactory()
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    with operator():
        Handover.objects.update(intent_at=now() - dt.timedelta(days=8))

    assert recent(message) == ()


def test_with_a_cap_on_couples_the_partners_messages_count_too(account, sandbox):
    message = MessageFactory()
    partner = PersonFactory(client=message.person.client, vendor=message.vendor)
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    together = (Cap(4, 7 * 24, scope="couple"),)

    with tenant(message.vendor_id):
        both = {message.person_id, partner.pk}
        found = recent_of(both, message.vendor, together, now())

    assert [sent.own for sent in found[message.person_id]] == [True]
    assert [sent.own for sent in found[partner.pk]] == [False]
