"""What choosing an hour learns from: what people did with what they got, and when."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from messaging.habits import ladder_of, ladders_of, zone_of
from messaging.models import DeliveryEvent, Handover, Inbound, Note
from personalization.send_time import Level
from tests.factories import AccountFactory, PersonFactory
from tests.messaging.handing import handed
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor, timezone="UTC")


def sent(person, since, outcome="accepted"):
    """A message that was handed over then."""
    account = AccountFactory(vendor=person.vendor)
    message = handed(account, outcome, person=person)
    with operator():
        Handover.objects.filter(members__message=message).update(intent_at=since)
    return message


def clicked(message, at, reader="human", kind="clicked"):
    with operator():
        DeliveryEvent.objects.create(
            vendor_id=message.vendor_id, message=message, kind=kind, at=at, reader=reader
        )


def ladder(person, now=NOW):
    with tenant(person.vendor_id):
        return ladder_of(person, person.vendor, now)


def test_who_did_nothing_yet_has_the_usual_hours(lena):
    assert ladder(lena).level is Level.DEFAULT


def test_an_hour_is_learned_from_a_persons_clicks(lena):
    for day in range(1, 6):
        since = NOW - dt.timedelta(days=day, hours=2)
        clicked(sent(lena, since), since.replace(hour=19))

    found = ladder(lena)

    assert found.level is Level.PERSON
    assert found.person.acted[19 : 24 * 7 : 24] == pytest.approx(
        found.vendor.acted[19 : 24 * 7 : 24]
    )
    assert sum(found.person.acted) == pytest.approx(sum(found.person.acted[19 : 24 * 7 : 24]))


@pytest.mark.parametrize(("reader", "kind"), [("machine", "clicked"), ("human", "opened")])
def test_machines_and_opens_teach_nothing(lena, reader, kind):
    since = NOW - dt.timedelta(days=1)
    clicked(sent(lena, since), since + HOUR, reader=reader, kind=kind)

    found = ladder(lena)

    assert found.person.weight == 0
    assert sum(found.person.waited) > 20


def test_a_reply_counts_and_a_note_that_was_read(lena):
    since = NOW - dt.timedelta(days=1)
    answered, noted = sent(lena, since), sent(lena, since)
    with operator():
        Inbound.objects.create(
            vendor=lena.vendor, answers=answered, channel="sms", address="x",
            event_key=str(uuid7()), at=since + HOUR,
        )  # fmt: skip
        Note.objects.create(
            vendor=lena.vendor, message=noted, person=lena, body="Soon", read_at=since + HOUR
        )

    assert ladder(lena).person.weight == pytest.approx(4, rel=0.02)


def test_a_vendors_other_people_teach_about_a_stranger(lena, vendor):
    marc = PersonFactory(client__vendor=vendor)
    since = NOW - dt.timedelta(days=1)
    clicked(sent(lena, since), since + HOUR)

    found = ladder(marc)

    assert found.person.weight == 0
    assert found.vendor.weight > 0


def test_what_never_left_and_what_is_long_ago_teaches_nothing(lena):
    sent(lena, NOW - dt.timedelta(days=1), outcome="refused")
    sent(lena, NOW - dt.timedelta(days=400))

    assert sum(ladder(lena).person.waited) == 0


def test_a_person_without_a_zone_lives_where_the_vendor_does(vendor):
    assert zone_of(PersonFactory(client__vendor=vendor), vendor).key == vendor.timezone


def test_nobody_learns_from_another_vendors_people(lena):
    since = current_time() - dt.timedelta(days=1)
    clicked(sent(lena, since), since + HOUR)
    stranger = PersonFactory()

    assert ladder(stranger, current_time()).vendor.weight == 0


def test_many_are_asked_about_as_one_would_be(lena, vendor, django_assert_num_queries):
    marc = PersonFactory(client__vendor=vendor, timezone="UTC")
    since = NOW - dt.timedelta(days=1)
    clicked(sent(lena, since), since + HOUR)

    with tenant(vendor.pk), django_assert_num_queries(3):
        found = ladders_of([lena, marc], vendor, NOW)

    assert found[lena.pk].person == ladder(lena).person
    assert found[lena.pk].vendor == found[marc.pk].vendor == ladder(marc).vendor
    assert found[marc.pk].person.weight == 0
