"""A vendor answers in their own words."""

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Message
from messaging.reply import Words, reply
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import asked, hear, say, twilio
from tests.messaging.texts import reply as letter
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def thread(own):
    return asked(own, email="lena@example.com")


def answer(thread, text="Yes, {{ 20 }} places & a <b>lot</b>.", channel="sms", key="form-1"):
    with tenant(thread.vendor_id):
        return reply(thread.pk, Words(text, channel, key), actor="user:1", now=now())


def test_it_leaves_as_it_was_written(thread, own, sandbox, now_of):
    message_id = answer(thread)

    deliver(claim(thread.vendor_id, "sms", 1, 10), own)

    [line] = sandbox.accepted(bodies=1)
    assert (line["to"], line["text"]) == ([GUEST], "Yes, {{ 20 }} places & a <b>lot</b>.")
    assert now_of(Message(pk=message_id)).state == "accepted"


def test_a_double_click_is_one_reply(thread):
    assert answer(thread) == answer(thread)
    assert answer(thread, key="form-2") != answer(thread)


def test_who_answers_has_read(thread):
    answer(thread)

    with operator():
        thread.refresh_from_db()
        assert Event.objects.filter(verb="thread.answered", actor="user:1").count() == 1
    assert thread.unread == 0


def test_a_mail_answers_theirs(thread, vendor):
    mail = letter("Hello", "lena@example.com", "email", to=vendor.sender_email, subject="Parking")
    hear(twilio("email", vendor=vendor), mail)
    message_id = answer(thread, channel="email")

    with operator():
        assert Message.objects.get(pk=message_id).variant.compiled["subject"] == "Re: Parking"


def test_stop_holds_for_it_too(thread, own, sandbox, now_of):
    say(own, "STOP")
    message_id = answer(thread)

    deliver(claim(thread.vendor_id, "sms", 1, 10), own)

    assert now_of(Message(pk=message_id)).state == "suppressed"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": "  "}, "empty"),
        ({"channel": "push"}, "no_such_channel"),
        ({"text": "x" * 2000}, "invalid_template"),
    ],
    ids=str,
)
def test_what_cannot_be_said_is_refused(thread, changed, code):
    with pytest.raises(Refusal) as refused:
        answer(thread, **changed)

    assert refused.value.code == code


def test_nobody_is_answered_where_they_have_no_address(thread):
    with operator():
        thread.person.phone = ""
        thread.person.save()

    with pytest.raises(Refusal, match="no address for SMS"):
        answer(thread)
