"""What the house says back to STOP, START and HELP: once, and never late."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.models import Answer, Consent
from messaging.say_back import IN_TIME, say_back
from tests.factories import PersonFactory, VendorFactory
from tests.messaging.providers.texts import GUEST, MESSAGES
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


def told():
    with operator():
        return list(Answer.objects.order_by("id").values_list("text", "outcome"))


def test_what_twilio_has_answered_is_not_answered_again(own, lena, sandbox):
    say(own, "STOP", acted_on="stop")

    assert (say_back(), told()) == (0, [])


def test_what_it_has_not_is_answered_once_however_often_it_is_said(chat, lena, sandbox):
    once = reply("Stop", channel="whatsapp")

    hear(chat, once, once)
    say_back()
    for _ in range(4):
        say(chat, "STOP")
        say_back()

    [line] = sandbox.accepted(bodies=1)
    assert (line["to"], line["from"]) == ([f"whatsapp:{GUEST}"], "whatsapp:+14155550100")
    assert line["text"].startswith(f"{lena.vendor.name}: you are unsubscribed")
    assert told() == [(line["text"], "accepted")]


def test_the_answer_is_in_their_language(chat, vendor, sandbox):
    PersonFactory(client__vendor=vendor, phone=GUEST, language="fr-FR")

    say(chat, "STOP")

    assert "désinscription" in told()[0][0]


def test_stop_start_and_stop_again_is_confirmed_again(chat, lena):
    for text in ("STOP", "START", "STOP", "STOP"):
        say(chat, text)

    said = [text.partition(":")[2][:9] for text, _ in told()]
    assert said == [" you are ", " you get ", " you are "]


def test_each_call_for_help_is_answered(chat, lena):
    say(chat, "HELP")
    say(chat, "help")

    assert [text.partition(":")[2][:10] for text, _ in told()] == [" ask us at"] * 2
    with operator():
        assert Consent.objects.count() == 0


def test_an_answer_without_a_clear_answer_is_never_repeated(chat, lena, sandbox):
    say(chat, "STOP")
    sandbox.fault(MESSAGES, drop="after")

    assert (say_back(), say_back()) == (1, 0)

    assert [outcome for _, outcome in told()] == ["unknown"]
    assert len(sandbox.accepted()) == 1


def test_one_that_was_certainly_not_said_is_said_later(chat, lena, sandbox):
    say(chat, "STOP")
    sandbox.fault(MESSAGES, status=429)
    say_back()
    with operator():
        assert Answer.objects.get().due_at > now()
        Answer.objects.update(due_at=now())

    say_back()

    assert [outcome for _, outcome in told()] == ["accepted"]


@pytest.mark.parametrize(
    ("fault", "outcome"), [({"status": 400}, "refused"), ({"status": 401}, "pending")]
)
def test_what_else_may_come_of_it(chat, lena, sandbox, fault, outcome):
    say(chat, "STOP")
    sandbox.fault(MESSAGES, **fault)

    say_back()

    assert [said for _, said in told()] == [outcome]


def test_an_account_that_cannot_be_opened_says_nothing(chat, lena, sandbox):
    say(chat, "STOP")
    with operator():
        chat.sealed = b"x" * 60
        chat.save()

    say_back()

    assert [outcome for _, outcome in told()] == ["pending"]


def test_what_is_late_is_not_said_at_all(chat, lena, sandbox):
    say(chat, "STOP")
    with operator():
        Answer.objects.update(at=now() - IN_TIME - dt.timedelta(seconds=1))

    say_back()

    assert [outcome for _, outcome in told()] == ["abandoned"]
    assert sandbox.accepted() == []


def test_nobody_elses_answer_is_in_sight(chat, lena):
    say(chat, "STOP")

    with tenant(VendorFactory().pk):
        assert Answer.objects.count() == 0
