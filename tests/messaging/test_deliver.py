"""From a claim to the provider's answer, over real HTTP."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Decision, Handed, Handover, Message, Move
from messaging.poison import MOST_TRIES
from tests.factories import (
    MessageFactory,
    PersonFactory,
    VariantFactory,
    WeddingDayFactory,
    WeddingFactory,
)
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def several(count, **also):
    """Messages of one vendor."""
    first = MessageFactory(**also)
    rest = [
        MessageFactory(
            person=PersonFactory(client__vendor=first.vendor), variant=first.variant, **also
        )
        for _ in range(count - 1)
    ]
    return [first, *rest]


def go(messages, account):
    vendor_id = messages[0].vendor_id
    deliver(claim(vendor_id, "email", messages[0].priority, 100), account)


def test_a_batch_leaves_in_one_call_and_is_accepted(account, sandbox, now_of):
    messages = several(3)

    go(messages, account)

    assert {now_of(m).state for m in messages} == {"accepted"}
    assert set(sandbox.recipients()) == {m.person.email for m in messages}
    with operator():
        handover = Handover.objects.get()
        ids = {mail["id"] for mail in sandbox.accepted()}
        assert handover.outcome == "accepted"
        assert set(Handed.objects.values_list("provider_message_id", flat=True)) == ids
        assert not Handed.objects.filter(open=True).exists()


def test_every_step_is_on_record(account, sandbox):
    (message,) = several(1)

    go([message], account)

    with operator():
        steps = list(Move.objects.filter(message=message).values_list("source", "target"))
    assert steps == [("queued", "claimed"), ("claimed", "sending"), ("sending", "accepted")]


def test_a_mail_carries_one_click_unsubscribe_and_its_own_link(account, sandbox):
    first, second = several(2)

    go([first, second], account)

    headers = [mail["headers"] for mail in sandbox.accepted(bodies=1)]
    assert {h["List-Unsubscribe-Post"] for h in headers} == {"List-Unsubscribe=One-Click"}
    assert len({h["List-Unsubscribe"] for h in headers}) == 2


def test_a_wedding_day_is_left_alone(account, sandbox, now_of):
    person = PersonFactory()
    wedding = WeddingFactory(client=person.client, date=now().date(), timezone="UTC")
    message = MessageFactory(person=person, wedding=wedding)

    go([message], account)

    held = now_of(message)
    assert (held.state, held.reason) == ("held", "their wedding day")
    assert held.not_before > now()
    assert sandbox.accepted() == []
    with operator():
        assert Decision.objects.get(message=message).verdict == "wait"


def test_every_own_day_of_a_wedding_is_left_alone(account, sandbox, now_of):
    person = PersonFactory()
    wedding = WeddingFactory(client=person.client, timezone="UTC")
    WeddingDayFactory(wedding=wedding, day=now().date(), kind="rehearsal")
    message = MessageFactory(person=person, wedding=wedding)

    go([message], account)

    assert now_of(message).state == "held"


def test_nobody_is_greeted_with_nothing(account, sandbox, now_of):
    nameless = MessageFactory(person__given_name="")

    go([nameless], account)

    held = now_of(nameless)
    assert held.state == "held"
    assert held.reason == "it has nothing to say for “First name of who reads it”"
    assert sandbox.accepted() == []


def test_one_who_cannot_get_it_does_not_stop_the_rest(account, sandbox, now_of):
    fine, nameless = several(2)
    with tenant(nameless.vendor_id):
        nameless.person.given_name = ""
        nameless.person.save(update_fields=["given_name"])

    go([fine, nameless], account)

    assert (now_of(fine).state, now_of(nameless).state) == ("accepted", "held")


def test_a_refused_batch_is_tried_one_by_one(account, sandbox, now_of):
    messages = several(3)
    sandbox.fault(status=422, body={"name": "validation_error", "message": "no"})

    go(messages, account)
    assert {now_of(m).state for m in messages} == {"queued"}
    sandbox.fault(status=422, body={"name": "validation_error", "message": "no"})
    go(messages, account)

    states = sorted(now_of(m).state for m in messages)
    assert states == ["accepted", "accepted", "failed"]


def test_not_now_goes_back_into_the_queue(account, sandbox, now_of):
    (message,) = several(1)
    sandbox.fault(status=429, headers={"retry-after": "30"})

    go([message], account)

    waiting = now_of(message)
    assert waiting.state == "queued"
    assert dt.timedelta(seconds=20) < waiting.not_before - now() <= dt.timedelta(seconds=30)


def test_each_time_it_waits_twice_as_long(account, sandbox, now_of):
    (message,) = several(1)
    waits = []

    for _ in range(4):
        sandbox.fault(status=429, headers={"retry-after": "0"})
        go([message], account)
        waits.append((now_of(message).not_before - now()).total_seconds())
        with operator():
            type(message).objects.update(not_before=now())

    assert [round(wait) for wait in waits] == [1, 2, 4, 8]


def test_credentials_that_cannot_be_opened_send_nothing(account, sandbox, now_of):
    (message,) = several(1)
    with operator():
        account.sealed = bytes(account.sealed)[:-1] + b"x"
        account.save()

    go([message], account)

    account.refresh_from_db()
    assert account.trouble.startswith("its credentials can't be opened")
    assert (now_of(message).state, sandbox.accepted()) == ("queued", [])


def test_no_answer_is_unknown_and_nothing_else(account, sandbox, now_of):
    (message,) = several(1)
    sandbox.fault(drop="after")

    go([message], account)

    assert now_of(message).state == "unknown"
    with operator():
        assert Handover.objects.get().outcome == "unknown"


def test_a_broken_account_says_what_is_wrong(account, sandbox, now_of):
    (message,) = several(1)
    sandbox.fault(status=403, body={"name": "invalid_api_key", "message": "who are you?"})

    go([message], account)

    account.refresh_from_db()
    assert account.trouble == "403 invalid_api_key: who are you?"
    assert now_of(message).state == "queued"


def test_a_message_taken_by_another_worker_is_left_to_it(account, sandbox, now_of):
    (message,) = several(1)
    mine = claim(message.vendor_id, "email", message.priority, 100)
    with tenant(message.vendor_id):
        type(message).objects.filter(pk=message.pk).update(fence=99)

    deliver(mine, account)

    assert sandbox.accepted() == []
    assert now_of(message).state == "claimed"


def test_too_little_lease_left_means_no_call(account, sandbox, now_of, settings):
    (message,) = several(1)
    settings.LEASE_SECONDS = settings.CALL_SECONDS / 2

    go([message], account)

    assert sandbox.accepted() == []
    assert now_of(message).state == "queued"
    with operator():
        assert Handover.objects.get().outcome == "deferred"


def test_too_little_lease_left_is_no_messages_fault(account, sandbox, now_of, settings):
    (message,) = several(1)
    with operator():
        Message.objects.update(tries=MOST_TRIES)
    settings.LEASE_SECONDS = settings.CALL_SECONDS / 2

    go([message], account)

    assert now_of(message).state == "queued"


def test_the_number_of_queries_does_not_grow_with_the_batch(account, sandbox):
    few, many = several(2), several(20)

    def queries(messages):
        with CaptureQueriesContext(connection) as captured:
            go(messages, account)
        return len(captured)

    assert queries(few) == queries(many)


def test_two_variants_travel_together(account, sandbox):
    first = MessageFactory()
    other = VariantFactory(version=first.variant.version, key="B", subject="Another way")
    MessageFactory(person=PersonFactory(client__vendor=first.vendor), variant=other)

    go([first], account)

    assert len(sandbox.accepted()) == 2
