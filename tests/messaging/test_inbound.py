"""What people write back lands once, where it belongs."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.inbound import take_replies
from messaging.models import Handed, Inbound, InboxEvent, Thread, ToDo
from messaging.news import group_of
from messaging.webhooks import store
from tests.factories import MessageFactory, PersonFactory, VendorFactory, WeddingFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import awake, hear, reply, twilio
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(vendor):
    """The vendor's own account."""
    return twilio(vendor=vendor)


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor, phone=GUEST, timezone=awake())


def written_to(person, account, channel="sms", **also):
    message = MessageFactory(person=person, channel=channel, purpose="contractual", **also)
    deliver(claim(message.vendor_id, channel, message.priority, 10), account)
    return message


def kept():
    with operator():
        return list(Inbound.objects.select_related("thread").order_by("id"))


def test_a_reply_lands_in_the_thread_of_the_wedding_it_is_about(own, lena, sandbox):
    message = written_to(lena, own)

    hear(own, reply("Is there parking?"))

    (inbound,) = kept()
    assert (inbound.text, inbound.answers_id) == ("Is there parking?", message.pk)
    assert inbound.thread.person_id == lena.pk
    assert inbound.thread.wedding_id == message.wedding_id
    assert (inbound.thread.unread, inbound.thread.last_at) == (1, inbound.at)


def test_the_same_reply_told_twice_is_one_reply(own, lena):
    once = reply("Is there parking?")

    hear(own, once, once)
    hear(own, once)

    (inbound,) = kept()
    assert inbound.thread.unread == 1


def test_a_reply_that_was_kept_but_not_noted_is_left_as_it_is(own, lena):
    hear(own, reply("Is there parking?"))
    with operator():
        InboxEvent.objects.update(applied_at=None)

    assert take_replies() == 1

    (inbound,) = kept()
    assert inbound.thread.unread == 1
    assert take_replies() == 0


def test_two_replies_share_a_thread(own, lena):
    first = reply("Is there parking?", occurred_at=now())
    late = reply("Hello", occurred_at=now() - dt.timedelta(hours=1))

    hear(own, first)
    hear(own, late)

    with operator():
        thread = Thread.objects.get()
    assert (thread.unread, thread.last_at) == (2, first.occurred_at)


def test_without_a_message_it_is_about_the_next_wedding(own, lena):
    today = now().date()
    for days in (-30, 90, 30):
        WeddingFactory(client=lena.client, date=today + dt.timedelta(days=days))
    cancelled = today + dt.timedelta(days=7)
    WeddingFactory(client=lena.client, date=cancelled, life="cancelled")

    hear(own, reply("Is there parking?"))

    (inbound,) = kept()
    with operator():
        assert inbound.thread.wedding.date == today + dt.timedelta(days=30)


@pytest.mark.parametrize(("date", "precision"), [(None, "open"), (dt.date(2020, 5, 2), "exact")])
def test_or_about_one_without_a_date_or_the_last_there_was(own, lena, date, precision):
    wedding = WeddingFactory(client=lena.client, date=date, precision=precision)

    hear(own, reply("Is there parking?"))

    assert kept()[0].thread.wedding_id == wedding.pk


def test_of_two_with_one_number_it_is_the_one_last_written_to(own, lena, sandbox):
    marc = PersonFactory(client=lena.client, phone=GUEST, timezone=awake())
    written_to(marc, own)
    written_to(lena, own)

    hear(own, reply("Is there parking?"))

    assert kept()[0].thread.person_id == lena.pk


def test_what_it_answers_is_surer_than_what_came_last(own, lena, sandbox):
    first = written_to(lena, own)
    written_to(lena, own)
    with operator():
        sid = Handed.objects.get(message=first).provider_message_id

    hear(own, reply("Yes to that", answers=sid))

    assert kept()[0].answers_id == first.pk


def test_another_channels_message_is_not_what_it_answers(vendor, own, lena, sandbox):
    written_to(lena, twilio("whatsapp", vendor=vendor), "whatsapp")

    hear(own, reply("Is there parking?"))

    assert kept()[0].answers_id is None


def test_somebody_unknown_is_shown_to_the_vendor(own, vendor):
    hear(own, reply("Do you do elopements?"), reply("Hello?"))

    assert [inbound.thread for inbound in kept()] == [None, None]
    with operator():
        todo = ToDo.objects.get(vendor=vendor, kind="reply")
    assert todo.text.endswith("nobody you have a record of: Do you do elopements?")


def test_on_the_platforms_account_it_is_whoever_wrote_last(sandbox):
    shared = twilio()
    first, second = (PersonFactory(phone=GUEST, timezone=awake()) for _ in range(2))
    written_to(second, shared)
    written_to(first, shared)

    hear(shared, reply("Is there parking?"))

    (inbound,) = kept()
    assert (inbound.vendor_id, inbound.thread.person_id) == (first.vendor_id, first.pk)


def test_a_vendors_own_account_hears_for_that_vendor_only(own, lena, sandbox):
    stranger = PersonFactory(phone=GUEST, timezone=awake())
    written_to(stranger, twilio())

    hear(own, reply("Is there parking?"))

    assert kept()[0].vendor_id == lena.vendor_id


def test_a_reply_to_no_vendor_is_nobodys(sandbox):
    PersonFactory(phone=GUEST, timezone=awake())

    hear(twilio(), reply("Is there parking?"))

    assert kept() == []
    with operator():
        assert InboxEvent.objects.get().applied_at is not None


def test_a_mail_is_placed_by_its_address(vendor):
    lena = PersonFactory(client__vendor=vendor, email="lena@example.com")
    account = twilio("email")
    to = vendor.sender_email.upper()

    hear(account, reply("Hello", "Lena@Example.com", "email", to=to, subject="Re: you"))

    (inbound,) = kept()
    assert (inbound.thread.person_id, inbound.subject) == (lena.pk, "Re: you")


def test_a_mail_to_an_address_of_two_vendors_is_nobodys(vendor):
    VendorFactory(sender_email=vendor.sender_email)

    hear(twilio("email"), reply("Hello", "a@example.com", "email", to=vendor.sender_email))

    assert kept() == []


def test_one_that_cannot_be_placed_keeps_nobody_waiting(own, lena):
    broken, fine = reply("Broken"), reply("Fine")
    with operator():
        store([(own, broken), (own, fine)])
        InboxEvent.objects.filter(event_key=broken.event_key).update(payload={})

    take_replies()

    assert [inbound.text for inbound in kept()] == ["Fine"]
    with operator():
        event = InboxEvent.objects.get(event_key=broken.event_key)
    assert (event.applied_at, event.tries) == (None, 1)
    assert event.retry_at > now()
    assert take_replies() == 0


def test_the_vendors_open_pages_hear_of_it(own, lena, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        hear(own, reply("Is there parking?"))

    assert [told.args for told in callbacks] == [(group_of(lena.vendor_id),)]


def test_nobody_of_another_vendor_sees_it(own, lena):
    hear(own, reply("Is there parking?"))

    with tenant(VendorFactory().pk):
        assert (Inbound.objects.count(), Thread.objects.count()) == (0, 0)
