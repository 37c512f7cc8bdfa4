"""Who was told the old date is told the new one, or the vendor is asked about it."""

import datetime as dt

import pytest

from campaigns.models import PlannedStep
from campaigns.reflows.old_date import say_again, told_otherwise
from campaigns.reflows.reflow import undo as take_back
from messaging.models import Message, ToDo
from messaging.shift import shift
from messaging.states import State
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.campaigns.moves import day, messages, move, say
from tests.factories import PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def wedding(vendor):
    return WeddingFactory(client__vendor=vendor)


def told(wedding, fields=("wedding.date_long",), **said):
    """A message of a step that has arrived, reading these fields."""
    lena = PersonFactory(client=wedding.client)
    [inside] = entered(published(wedding.vendor, step("save_the_date", **said)), wedding)
    say(rows(inside)["save_the_date"], [lena], reading=fields)
    hand_over(wedding)
    return messages(wedding)[0]


def hand_over(wedding):
    with tenant(wedding.vendor_id):
        ids = [one.pk for one in Message.objects.filter(state="queued")]
        for state in (State.CLAIMED, State.SENDING, State.SENT):
            shift(ids, state)


def asked(wedding):
    with operator():
        found = ToDo.objects.filter(vendor=wedding.vendor_id, kind="old_date", done_at=None)
        return [(one.message_id, one.text) for one in found]


def test_the_vendor_is_asked_about_everybody_who_was_told(wedding):
    message = told(wedding)
    move(wedding, day(9, 4), LATER)
    move(wedding, day(9, 11), LATER)

    [(about, text)] = asked(wedding)
    assert about == message.pk
    assert "told Lena Ortiz a date that isn't the date any more" in text


def test_what_tells_no_date_needs_no_correction(wedding):
    told(wedding, fields=("wedding.venue",))
    move(wedding, day(9, 4), LATER)
    assert asked(wedding) == []


def test_a_step_may_want_nothing(wedding):
    told(wedding, on_date_change="none")
    move(wedding, day(9, 4), LATER)
    assert asked(wedding) == []
    assert len(messages(wedding)) == 1


def test_a_step_may_want_it_said_again_once_for_each_move(wedding):
    first = told(wedding, on_date_change="resend_corrected")
    made = move(wedding, day(9, 4), LATER)

    again = messages(wedding)[1]
    assert (again.person_id, again.variant_id) == (first.person_id, first.variant_id)
    assert again.dedupe_key == f"correction:{made.pk}:{first.pk}"
    assert asked(wedding) == []


def test_undoing_takes_back_a_correction_that_waits_and_asks_about_one_that_left(wedding):
    told(wedding, on_date_change="resend_corrected")
    made = move(wedding, day(9, 4), LATER)
    with tenant(wedding.vendor_id):
        take_back(made, LATER, "user:1")
    assert [one.state for one in messages(wedding)] == ["sent", "cancelled"]
    assert asked(wedding) == []

    made = move(wedding, day(9, 4), LATER)
    hand_over(wedding)
    with tenant(wedding.vendor_id):
        take_back(made, LATER, "user:1")
    assert [about for about, _ in asked(wedding)] == [messages(wedding)[2].pk]


def test_the_vendor_says_it_again_once(wedding):
    told(wedding)
    made = move(wedding, day(9, 4), LATER)
    with tenant(wedding.vendor_id):
        todo = ToDo.objects.select_related("message").get(kind="old_date")
        say_again(todo, made, LATER, actor="user:1")
        with pytest.raises(Refusal, match="done already"):
            say_again(todo, made, LATER, actor="user:1")
    assert [one.state for one in messages(wedding)] == ["sent", "queued"]


def test_the_vendor_has_told_them_already(wedding):
    told(wedding)
    made = move(wedding, day(9, 4), LATER)
    with tenant(wedding.vendor_id):
        told_otherwise(ToDo.objects.get(kind="old_date"), made, LATER, actor="user:1")
    assert asked(wedding) == []
    assert len(messages(wedding)) == 1


def test_a_step_that_is_gone_is_not_asked_about(wedding):
    told(wedding)
    with operator():
        PlannedStep.objects.update(step_key="renamed")
    move(wedding, day(9, 4), LATER)
    assert asked(wedding) == []


def test_without_a_message_there_is_nothing_to_say_again(wedding):
    made = move(wedding, day(9, 4), LATER)
    with tenant(wedding.vendor_id):
        todo = ToDo.objects.create(vendor_id=wedding.vendor_id, kind="old_date", key="x", text="x")
        with pytest.raises(Refusal, match="no message"):
            say_again(todo, made, LATER, actor="user:1")
