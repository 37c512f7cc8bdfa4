"""What other systems post to a connection's own address."""

import datetime as dt

import pytest
from django.test import Client as Browser

from crm_connectors.connect import address_of, connect, new_door, pause
from crm_connectors.hear import again, set_mapping, try_payload
from crm_connectors.models import Call, Link, Record
from crm_connectors.offers import another, leave_out, same
from messaging.models import Consent
from tests.crm_connectors.syncs import couples, marks_of, moves, people_of, record_of, wedding_of
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
BOOKED = {
    "event_id": "e-1",
    "event": "project.booked",
    "external_id": "P-7",
    "occurred_at": "2026-10-01T10:00:00Z",
    "client": {"first_name": "Lena", "last_name": "Ortiz", "email": "lena@example.com"},
    "partner": {"name": "Marc Weber"},
    "project": {"type": "Wedding", "date": "2027-06-12", "venue": "Fern Hall", "guests": 90},
}


def linked_up(vendor, key="custom", credentials=None):
    with tenant(vendor.pk):
        return connect(vendor, key, credentials or {}, actor="user:1")


@pytest.fixture
def connection(shop):
    return linked_up(shop)


def post(connection, payload, **options):
    address = address_of(connection).partition("/hooks/")[2]
    options = {"content_type": "application/json", **options}
    return Browser().post(f"/hooks/{address}", payload, **options)


def later(minutes, **changes):
    """The same project, told again with another event."""
    at = dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    project = {**BOOKED["project"], **changes}
    return {**BOOKED, "event_id": f"e+{minutes}", "occurred_at": at.isoformat(), "project": project}


def test_a_booking_makes_a_couple_and_tells_its_id(shop, connection):
    answer = post(connection, BOOKED)

    wedding = wedding_of(shop, "P-7", "custom")
    assert (answer.status_code, answer.json()["state"]) == (200, "created")
    assert answer.json()["wedding"] == str(wedding.pk)
    assert (wedding.life, wedding.date, wedding.guests) == ("booked", dt.date(2027, 6, 12), 90)
    assert people_of(wedding)["partner_b"].given_name == "Marc"


def test_the_same_event_twice_is_once(shop, connection):
    first, second = post(connection, BOOKED), post(connection, BOOKED)

    assert first.json() == second.json()
    with operator():
        assert Call.objects.filter(vendor=shop).count() == 1
    assert len(couples(shop)) == 1


def test_without_an_event_id_the_same_words_are_the_same_event(shop, connection):
    told = {name: value for name, value in BOOKED.items() if name != "event_id"}

    post(connection, told)
    post(connection, told)

    with operator():
        assert Call.objects.filter(vendor=shop).count() == 1


def test_an_older_event_that_comes_late_changes_nothing(shop, connection):
    post(connection, BOOKED)
    post(connection, later(20, guests=120))

    post(connection, later(10, guests=100))

    assert wedding_of(shop, "P-7", "custom").guests == 120


def test_a_far_move_is_proposed(shop, connection):
    post(connection, BOOKED)
    post(connection, later(20, date="2027-09-18"))

    (move,) = moves(shop)
    assert (move.date, move.source) == (dt.date(2027, 9, 18), "crm:custom")


def test_an_inquiry_that_is_booked_is_booked_from_today(shop, connection):
    post(connection, {**BOOKED, "event": "lead.created", "event_id": "e-0"})
    post(connection, later(5))

    wedding = wedding_of(shop, "P-7", "custom")
    assert (wedding.life, "booked" in marks_of(wedding)) == ("booked", True)


def test_who_comes_without_a_state_is_an_inquiry(shop, connection):
    post(connection, {"external_id": "C-1", "client": {"email": "ivy@example.com"}})

    assert wedding_of(shop, "C-1", "custom").life == "inquiry"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"project": {"date": "yesterday-ish"}}, "project.date"),
        ({"external_id": "", "client": {"first_name": "Lena"}}, "external_id"),
        ({"client": {}, "partner": {}, "project": {}}, "client"),
    ],
)
def test_what_can_not_be_read_is_named_by_its_field(shop, connection, changes, field):
    answer = post(connection, {**BOOKED, **changes})

    assert answer.status_code == 422
    assert [error["column"] for error in answer.json()["errors"]] == [field]
    assert couples(shop) == []


def test_a_refused_event_may_come_again(shop, connection):
    bad = post(connection, {**BOOKED, "project": {"wedding-day": "soon", "date": "never"}})
    with tenant(shop.pk):
        connection.vendor = shop
        set_mapping(connection, {"project.date": ""}, actor="user:1")

    good = post(connection, {**BOOKED, "project": {"wedding-day": "soon", "date": "never"}})

    assert (bad.status_code, good.status_code) == (422, 200)


def test_a_portrait_is_taken_note_of_and_no_more(shop, connection):
    answer = post(connection, {**BOOKED, "project": {"type": "Newborn"}})

    assert (answer.status_code, answer.json()["state"]) == (200, "ignored")
    assert couples(shop) == []


def test_a_form_is_read_as_well(shop, connection):
    told = {"External ID": "P-9", "Client Email": "ivy@example.com", "Wedding Date": "2027-07-03"}

    answer = Browser().post(f"/hooks/{address_of(connection).partition('/hooks/')[2]}", told)

    assert answer.status_code == 200
    assert wedding_of(shop, "P-9", "custom").date == dt.date(2027, 7, 3)


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"\xff\xfe", b'"x"', b"[" * 20_000])
def test_what_is_neither_json_nor_a_form_is_refused(connection, body):
    assert post(connection, body).status_code == 400


def test_too_much_is_refused_unread(connection):
    assert post(connection, b'{"x": "' + b"x" * 256_000 + b'"}').status_code == 413


def test_an_address_that_is_nobodys_is_not_found(connection):
    assert Browser().post("/hooks/inbound/guess/", BOOKED).status_code == 404


def test_a_renewed_address_closes_the_old_one(shop, connection):
    old = address_of(connection)
    with tenant(shop.pk):
        new_door(connection, actor="user:1")

    path = "/hooks/" + old.partition("/hooks/")[2]
    assert Browser().post(path, BOOKED, content_type="application/json").status_code == 404
    assert post(connection, BOOKED).status_code == 200


def test_a_paused_connection_says_so(shop, connection):
    with tenant(shop.pk):
        pause(connection, actor="user:1")

    answer = post(connection, BOOKED)

    assert (answer.status_code, answer.json()["code"]) == (409, "paused")


def test_no_zap_proves_a_consent(shop, connection):
    post(connection, {**BOOKED, "client": {**BOOKED["client"], "marketing consent": "yes"}})

    with operator():
        assert not Consent.objects.filter(vendor=shop).exists()


def test_honeybook_in_its_own_words(shop):
    connection = linked_up(shop, "honeybook")
    told = {
        "Project ID": "H-1",
        "Project Name": "Lena & Marc's Wedding",
        "Client Full Name": "Lena Ortiz",
        "Client Email": "lena@example.com",
        "Project Date": "06/12/2027",
        "Pipeline Stage": "Retainer Paid",
    }

    answer = post(connection, told)

    wedding = wedding_of(shop, "H-1", "honeybook")
    assert answer.json()["warnings"] == []
    assert (wedding.date, wedding.life) == (dt.date(2027, 6, 12), "booked")


def test_a_try_writes_nothing_and_tells_what_each_field_means(shop, connection):
    with tenant(shop.pk):
        told, news, meant = try_payload(connection, BOOKED, NOW)

    assert (told.external_id, news.fate.state) == ("P-7", "created")
    assert meant["project.date"] == "wedding.date"
    assert couples(shop) == []


def test_a_mapping_names_fields_that_we_have(shop, connection):
    with tenant(shop.pk), pytest.raises(Refusal):
        set_mapping(connection, {"x": "wedding.cake"}, actor="user:1")


def test_vsco_only_hints_that_something_moved(shop, studio):
    connection = linked_up(shop, "vsco", {"api_key": "studio-key"})

    answer = post(connection, {"event": "job.created", "targetId": "01abc"})

    with operator():
        connection.refresh_from_db()
    assert (answer.json()["state"], couples(shop)) == ("noted", [])
    assert connection.hinted_at is not None


def known_lena(shop):
    with operator():
        lena = ClientFactory(vendor=shop)
        PersonFactory(vendor=shop, client=lena, email="lena@example.com")
        return WeddingFactory(vendor=shop, client=lena, date=dt.date(2027, 6, 12))


def decided(shop, verb):
    with tenant(shop.pk):
        offer = Record.objects.select_related("connection__vendor").get(external_id="P-7")
        verb(offer, actor="user:1")
        return again(offer.connection, "P-7", NOW)


def test_an_offer_taken_links_the_couple_we_had(shop, connection):
    wedding = known_lena(shop)
    offered = post(connection, BOOKED).json()["state"]

    decided(shop, same)

    assert (offered, len(couples(shop))) == ("offered", 1)
    assert wedding_of(shop, "P-7", "custom").pk == wedding.pk
    assert wedding_of(shop, "P-7", "custom").guests == 90


def test_an_offer_that_is_somebody_else_becomes_a_couple(shop, connection):
    known_lena(shop)
    post(connection, BOOKED)

    decided(shop, another)

    assert len(couples(shop)) == 2
    assert record_of(shop, "P-7").state == "linked"


def test_an_offer_left_out_stays_out(shop, connection):
    known_lena(shop)
    post(connection, BOOKED)

    decided(shop, leave_out)
    post(connection, later(30, guests=5))

    assert len(couples(shop)) == 1
    with operator():
        assert not Link.objects.filter(vendor=shop).exists()


def test_what_was_decided_is_not_asked_again(shop, connection):
    known_lena(shop)
    post(connection, BOOKED)
    decided(shop, same)

    with pytest.raises(Refusal) as refused:
        decided(shop, leave_out)

    assert refused.value.code == "decided"
