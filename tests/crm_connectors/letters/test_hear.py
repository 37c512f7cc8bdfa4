"""Letters that nobody could place become inquiries, and never change who is here."""

import datetime as dt

import pytest
from django.utils import timezone

from crm_connectors import connect, hear, offers
from crm_connectors.letters.hear import BACK, hear_letters
from crm_connectors.models import Call, Record
from messaging.models import Inbound, Thread, ToDo
from messaging.todo import ask
from tests.crm_connectors.letters.test_inquiry import FORM
from tests.crm_connectors.syncs import couples
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person, Wedding

PORTAL = "leads@portal.example"


@pytest.fixture
def connection(shop):
    with tenant(shop.pk):
        return connect.connect(shop, "lead_mail", {}, actor="user:1")


def letter(shop, text=FORM, **fields):
    """As messaging keeps it: of nobody we know, with the question who it was."""
    told = {"address": PORTAL, "to": "ada@example.com", "subject": "New lead", **fields}
    told.setdefault("at", timezone.now())
    told.setdefault("event_key", f"e{timezone.now().timestamp()}")
    with tenant(shop.pk):
        ask(shop.pk, "reply", f"email:{PORTAL}", "Who is it?")
        return Inbound.objects.create(vendor=shop, channel="email", text=text, **told)


def heard():
    return hear_letters(timezone.now())


def test_an_inquiry_becomes_a_couple_with_its_letter(shop, connection):
    sent = letter(shop)

    assert heard() == 1

    [couple] = couples(shop)
    with operator():
        wedding, person = Wedding.objects.get(), Person.objects.get()
        thread, asked = Thread.objects.get(), ToDo.objects.get()
        sent.refresh_from_db()
    assert (wedding.life, wedding.date, wedding.guests) == ("inquiry", dt.date(2027, 6, 12), 90)
    assert (couple.source, person.email) == ("lead_mail", "lena@example.com")
    assert (sent.thread_id, thread.unread, thread.person_id) == (thread.pk, 1, person.pk)
    assert asked.done_at is not None


def test_it_is_heard_once(shop, connection):
    letter(shop)
    heard()

    assert heard() == 0
    assert len(couples(shop)) == 1


def test_a_second_letter_changes_nobody(shop, connection):
    letter(shop)
    heard()
    letter(shop, FORM.replace("06/12/2027", "06/13/2027"), event_key="again")

    assert heard() == 0

    with operator():
        assert Wedding.objects.get().date == dt.date(2027, 6, 12)


def test_somebody_we_know_is_offered_and_stays_as_they_are(shop, connection):
    with tenant(shop.pk):
        client = ClientFactory(vendor=shop)
        PersonFactory(client=client, given_name="Lena", email="lena@example.com")
        ours = WeddingFactory(client=client, date=dt.date(2027, 6, 19))
    letter(shop)

    heard()

    with tenant(shop.pk):
        offer = Record.objects.select_related("connection__vendor").get()
        assert offer.state == Record.State.OFFERED
        offers.same(offer, actor="user:1")
        ours.refresh_from_db()
    assert ours.date == dt.date(2027, 6, 19)
    assert len(couples(shop)) == 1


def test_who_is_said_to_be_another_comes_in(shop, connection):
    with tenant(shop.pk):
        client = ClientFactory(vendor=shop)
        PersonFactory(client=client, given_name="Lena", email="lena@example.com")
        WeddingFactory(client=client)
    letter(shop)
    heard()

    with tenant(shop.pk):
        offer = Record.objects.select_related("connection__vendor").get()
        offers.another(offer, actor="user:1")
        hear.again(offer.connection, offer.external_id, timezone.now())

    assert len(couples(shop)) == 2


def test_letters_from_before_and_of_no_inquiry_are_left_alone(shop, connection):
    letter(shop, "Is there parking?")
    letter(shop, at=timezone.now() - BACK - dt.timedelta(minutes=1), event_key="old")

    assert (heard(), couples(shop)) == (0, [])


def test_one_that_cannot_be_taken_is_told_and_keeps_nobody_waiting(shop, connection):
    letter(shop, FORM.replace("06/12/2027", "soon, I hope"))
    letter(shop, event_key="good")

    assert heard() == 1

    with operator():
        refused = Call.objects.exclude(status=200).get()
    assert refused.answer["errors"][0]["column"] == "Wedding date"


def test_a_paused_connection_reads_nothing(shop, connection):
    letter(shop)
    with tenant(shop.pk):
        connect.pause(connection, actor="user:1")

    assert heard() == 0


def test_another_vendor_s_letters_are_not_read(shop, connection, vendor):
    letter(vendor)

    assert heard() == 0
