"""STOP, START, HELP and other ways of saying them: done at once, answered once."""

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.consent import Claim, add
from messaging.deliver import deliver
from messaging.gather import facts_for, load
from messaging.models import Consent, Inbound, Message, Move, Suppression
from messaging.policy.judge import judge
from messaging.policy.verdict import Block
from tests.factories import MessageFactory, PersonFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import hear, reply, say, twilio
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def chat(vendor):
    """The vendor's WhatsApp, where Twilio answers nothing by itself."""
    return twilio("whatsapp", vendor=vendor)


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor, phone=GUEST)


def verdict(person, purpose="contractual", channel="sms"):
    message = MessageFactory(person=person, channel=channel, purpose=purpose)
    with tenant(person.vendor_id):
        message = load(Message.objects.filter(pk=message.pk))[0]
        return judge(facts_for([message], person.vendor, now())[message.pk]).verdict


def said_yes(person, purpose="marketing", basis="express", channel="sms", granted=True):
    with operator():
        Consent.objects.create(
            vendor=person.vendor,
            person=person,
            address=person.phone,
            channel=channel,
            purpose=purpose,
            granted=granted,
            basis=basis,
        )


@pytest.mark.parametrize("purpose", ["emergency", "contractual", "helpful", "marketing"])
def test_stop_ends_everything_a_machine_would_send(own, lena, purpose):
    say(own, "STOP", acted_on="stop")

    assert isinstance(verdict(lena, purpose), Block)


def test_it_is_on_record_with_its_evidence(own, lena):
    say(own, "Please stop texting me")

    with operator():
        rows = list(Consent.objects.filter(person=lena))
        inbound = Inbound.objects.get()
    assert {(row.purpose, row.granted, row.basis, row.address) for row in rows} == {
        (purpose, False, "stop", GUEST)
        for purpose in ("emergency", "contractual", "helpful", "marketing")
    }
    assert rows[0].evidence["inbound"] == str(inbound.pk)
    assert rows[0].evidence["said"] == "Please stop texting me"
    assert inbound.word == "stop"


def test_another_channel_is_another_matter(own, lena):
    say(own, "STOP")

    assert not isinstance(verdict(lena, channel="email"), Block)


def test_whoever_has_the_number_is_left_alone(own, lena, vendor):
    marc = PersonFactory(client=lena.client, phone=GUEST)

    say(own, "STOP")

    later = PersonFactory(client__vendor=vendor, phone=GUEST)
    assert isinstance(verdict(marc), Block)
    assert isinstance(verdict(later), Block)


def test_another_vendor_is_not_concerned(own, lena):
    elsewhere = PersonFactory(phone=GUEST)

    say(own, "STOP")

    assert not isinstance(verdict(elsewhere), Block)


@pytest.mark.parametrize("state", ["scheduled", "held", "queued"])
def test_what_waits_never_leaves(own, lena, now_of, state):
    waiting = MessageFactory(person=lena, channel="sms", state=state, purpose="emergency")
    mail = MessageFactory(person=lena, state=state)

    say(own, "STOP")

    assert (now_of(waiting).state, now_of(mail).state) == ("suppressed", state)
    assert now_of(waiting).reason == "they asked for no more messages on this channel"


def test_what_a_worker_has_just_claimed_never_leaves_either(own, lena, now_of):
    message = MessageFactory(person=lena, channel="sms")
    taken = claim(message.vendor_id, "sms", message.priority, 10)

    say(own, "STOP")
    deliver(taken, own)

    assert now_of(message).state == "suppressed"
    with operator():
        assert not Move.objects.filter(message=message, target="sending").exists()


def test_somebody_unknown_may_say_stop_too(own, vendor):
    say(own, "STOP")

    later = PersonFactory(client__vendor=vendor, phone=GUEST)
    assert isinstance(verdict(later), Block)
    with operator():
        assert Suppression.objects.get().reason == "opted out"


def test_start_opens_what_stop_closed(chat, lena, sandbox):
    said_yes(lena, channel="whatsapp")
    say(chat, "STOP")

    say(chat, "START")

    assert not isinstance(verdict(lena, "contractual", "whatsapp"), Block)
    assert not isinstance(verdict(lena, "marketing", "whatsapp"), Block)
    with operator():
        assert Suppression.objects.count() == 0
        assert Consent.objects.filter(basis="start", granted=True).count() == 4


def test_start_is_no_consent_that_was_never_given(own, lena):
    say(own, "STOP")
    say(own, "START")

    assert not isinstance(verdict(lena, "helpful"), Block)
    assert isinstance(verdict(lena, "marketing"), Block)


def test_start_does_not_undo_another_no(own, lena):
    said_yes(lena, "helpful", basis="preferences", granted=False)
    say(own, "STOP")
    say(own, "START")

    assert isinstance(verdict(lena, "helpful"), Block)
    assert not isinstance(verdict(lena, "contractual"), Block)


def test_start_opens_what_the_carrier_had_closed(own, lena):
    for purpose in ("emergency", "contractual", "helpful", "marketing"):
        said_yes(lena, purpose, basis="carrier", granted=False)
    with operator():
        Suppression.objects.create(
            vendor=lena.vendor, channel="sms", address=GUEST, reason="opted out"
        )

    say(own, "START", acted_on="start")

    assert not isinstance(verdict(lena), Block)


def test_start_does_not_revive_what_bounced(own, lena):
    with operator():
        Suppression.objects.create(
            vendor=lena.vendor, channel="sms", address=GUEST, reason="unreachable"
        )
    say(own, "STOP")

    say(own, "START")

    assert isinstance(verdict(lena), Block)


@pytest.mark.parametrize("text", ["Yes", "START"])
def test_where_nothing_is_closed_a_yes_is_an_answer_to_something(own, lena, text):
    say(own, text)

    with operator():
        assert (Inbound.objects.get().word, Consent.objects.count()) == ("", 0)


def test_conversation_is_conversation(chat, lena):
    say(chat, "We had to cancel the cake. Can you help?")

    with operator():
        assert (Inbound.objects.get().word, Consent.objects.count()) == ("", 0)


def test_a_mail_is_not_read_for_such_words(vendor):
    PersonFactory(client__vendor=vendor, email="lena@example.com")
    account = twilio("email", vendor=vendor)

    hear(account, reply("STOP", "lena@example.com", "email"))

    with operator():
        assert (Inbound.objects.get().word, Consent.objects.count()) == ("", 0)


def test_no_import_lifts_it(own, lena, vendor):
    say(own, "STOP")
    later = PersonFactory(client__vendor=vendor, phone=GUEST)

    with tenant(vendor.pk):
        claims = [Claim(one.pk, GUEST, "row 3: yes") for one in (lena, later)]
        assert add(vendor.pk, claims, basis="import", channel="sms") == 0
