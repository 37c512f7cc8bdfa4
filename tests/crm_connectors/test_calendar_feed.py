"""Syncs with a calendar: days and names, no addresses."""

import datetime as dt

import pytest
from django.utils import timezone

from crm_connectors import begin_sync, offers
from crm_connectors.connect import connect, disconnect, renew
from crm_connectors.ics_file import ics_lines
from crm_connectors.models import Import, Record
from crm_connectors.receive import receive
from tests.crm_connectors.calendars import DENTIST, LENA, calendar, shelf
from tests.crm_connectors.syncs import couples, moves, people_of, pulled, record_of, wedding_of
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

JUNE = dt.date(2027, 6, 12)


@pytest.fixture
def there(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with shelf() as server:
        yield server


@pytest.fixture
def connection(shop, there):
    with tenant(shop.pk):
        return connect(
            shop, "calendar", {"address": there.put(calendar(LENA, DENTIST))}, actor="user:1"
        )


def known(shop, name="Lena & Marc"):
    """A couple we have from elsewhere, by name and address."""
    with tenant(shop.pk):
        client = ClientFactory(vendor=shop, name=name)
        PersonFactory(client=client, given_name="Lena", family_name="Ortiz")
        return WeddingFactory(client=client, date=JUNE)


def test_a_wedding_becomes_a_couple(shop, connection):
    run = pulled(connection)

    wedding = wedding_of(shop, "lena@cal", "calendar")
    assert (run.state, run.created, run.problems) == ("finished", 1, 0)
    assert (wedding.date, wedding.life, wedding.venue_name) == (JUNE, "booked", "Fern Hall")
    assert {p.given_name: p.email for p in people_of(wedding).values()} == {"Lena": "", "Marc": ""}


def test_a_second_look_changes_nothing(shop, connection):
    pulled(connection)

    again = pulled(connection)

    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert len(couples(shop)) == 1


def test_a_day_that_moves_far_waits_for_a_person(shop, connection, there):
    pulled(connection)
    there.put(calendar({**LENA, "DTSTART;VALUE=DATE": "20270911"}))

    pulled(connection)

    assert wedding_of(shop, "lena@cal", "calendar").date == JUNE
    assert [move.date for move in moves(shop)] == [dt.date(2027, 9, 11)]


def test_what_is_cancelled_there_is_cancelled(shop, connection, there):
    pulled(connection)
    there.put(calendar({**LENA, "STATUS": "CANCELLED"}))

    pulled(connection)

    assert wedding_of(shop, "lena@cal", "calendar").life == "cancelled"


@pytest.mark.parametrize("name", ["Lena & Marc", "Ortiz & Weber"])
def test_a_couple_of_the_same_day_and_name_is_offered(shop, connection, there, name):
    ours = known(shop, name)
    there.put(calendar({**LENA, "SUMMARY": f"Wedding: {name}"}))

    run = pulled(connection)

    assert (run.offered, run.created) == (1, 0)
    with tenant(shop.pk):
        offer = Record.objects.select_related("connection").get(external_id="lena@cal")
        offers.same(offer, actor="user:1")
    pulled(connection)
    assert wedding_of(shop, "lena@cal", "calendar") == ours
    assert len(couples(shop)) == 1


def test_somebody_else_s_wedding_of_that_day_is_another(shop, connection):
    with tenant(shop.pk):
        client = ClientFactory(vendor=shop, name="Ida & Sven")
        PersonFactory(client=client, given_name="Ida", family_name="Lind")
        WeddingFactory(client=client, date=JUNE)

    assert pulled(connection).created == 1


def test_what_names_nobody_is_left_alone(shop, connection, there):
    there.put(calendar({**LENA, "SUMMARY": "Wedding at Fern Hall"}))

    run = pulled(connection)

    assert (run.created, couples(shop)) == (0, [])


def test_half_a_calendar_removes_nobody(shop, connection, there):
    pulled(connection)
    there.put(calendar(LENA, DENTIST)[:-20])

    run = pulled(connection)

    assert run.state == "waiting"
    assert record_of(shop, "lena@cal").state == Record.State.LINKED


def test_what_is_removed_there_is_told(shop, connection, there):
    pulled(connection)
    there.put(calendar(DENTIST))

    pulled(connection)

    assert record_of(shop, "lena@cal").state == Record.State.GONE


@pytest.mark.parametrize(
    ("text", "code"),
    [("http://10.0.0.1/x", "no_answer"), ("ftp://example.com", "bad_address"), ("", "missing_key")],
)
def test_an_address_that_cannot_be_read_is_refused(shop, there, text, code):
    with pytest.raises(Refusal) as refused, tenant(shop.pk):
        connect(shop, "calendar", {"address": text}, actor="user:1")

    assert refused.value.code == code


def test_a_page_is_no_calendar(shop, connection, there):
    with pytest.raises(Refusal) as refused, tenant(shop.pk):
        renew(connection, {"address": there.put(b"<html>", "/page")}, actor="user:1")

    assert refused.value.code == "not_a_calendar"


def test_it_is_asked_once_an_hour(shop, connection):
    pulled(connection)
    now = timezone.now()

    assert begin_sync.begin_due(now + dt.timedelta(minutes=50)) == []
    assert len(begin_sync.begin_due(now + dt.timedelta(minutes=61))) == 1


def test_it_can_be_ended(shop, connection, settings):
    settings.WEBHOOK_NETWORKS = []  # the address could not be called any more
    with tenant(shop.pk):
        disconnect(connection, actor="user:1")


def test_a_calendar_file_is_imported_like_any_other(shop):
    with tenant(shop.pk):
        batch = receive(shop, "bookings.ics", calendar(LENA, DENTIST), actor="user:1")

    with operator():
        kept = Import.objects.get(pk=batch.pk)
    assert (kept.total, kept.headers[:3]) == (1, ["ID", "Couple", "Wedding date"])
    assert "1 other event was left out" in kept.remark
    assert ics_lines(calendar(LENA))[1] == ""
    assert "2 other events were left out" in ics_lines(calendar(DENTIST, DENTIST))[1]
