"""What was said over every channel, in the order it was said."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.conversation import SHOWN, conversation
from messaging.reply import Words, reply
from tests.messaging.texts import asked, say, twilio
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def thread(own):
    return asked(own, email="lena@example.com")


def answer(thread, text, key="1", **also):
    with tenant(thread.vendor_id):
        return reply(thread.pk, Words(text, "sms", key, **also), actor="user:1", now=now())


def said(thread, before=None):
    with tenant(thread.vendor_id):
        return conversation(thread, before)


def test_question_and_answer_stand_in_order(thread):
    answer(thread, "Yes, {{ 20 }} places.")

    lines = said(thread).lines

    assert [line.text for line in lines] == ["Is there parking?", "Yes, {{ 20 }} places."]
    assert [line.by_hand for line in lines] == [False, True]


def test_what_is_to_be_said_later_stands_last(thread, own):
    answer(thread, "See you tomorrow", at=now() + dt.timedelta(hours=3))
    say(own, "Thank you")

    lines = said(thread).lines

    assert [line.text for line in lines] == ["Is there parking?", "Thank you", "See you tomorrow"]
    assert lines[-1].may_be_taken_back


def test_a_long_one_is_read_in_parts_without_a_gap(thread, own):
    for number in range(SHOWN + 5):
        say(own, f"line {number}")

    late = said(thread)
    early = said(thread, late.earlier)

    assert len(late.lines) == SHOWN
    assert early.earlier is None
    assert [line.text for line in (*early.lines, *late.lines)] == [
        "Is there parking?",
        *(f"line {number}" for number in range(SHOWN + 5)),
    ]


def test_a_mail_by_hand_is_shown_before_it_leaves(thread):
    with tenant(thread.vendor_id):
        words = Words("5 < 6 & {{ so }} on", "email", "1")
        reply(thread.pk, words, actor="user:1", now=now())

    assert said(thread).lines[-1].text == "5 < 6 & {{ so }} on"
