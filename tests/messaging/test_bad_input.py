"""What can't be sent as it is: a clear reason, and everybody else gets theirs."""

import pytest
from django.utils.timezone import now

from messaging.checks import signing_secrets
from messaging.claim import claim
from messaging.deliver import deliver
from messaging.dispatch import dispatch
from messaging.models import Handover, Suppression, ToDo
from messaging.providers.protocol import Refused
from messaging.refuse import refuse
from messaging.shift import shift
from messaging.states import State
from personalization.compile import compile_draft
from personalization.draft import Draft
from tests.factories import (
    AccountFactory,
    MessageFactory,
    PersonFactory,
    VariantFactory,
    VendorFactory,
)
from tests.messaging.texts import twilio
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding

pytestmark = pytest.mark.django_db

INVALID = "+15005550001"  # Twilio's own number for "this is none"
GUEST = "+14155550123"


def batch_of(count, vendor, **given):
    """Messages of one vendor."""
    variant = VariantFactory(version__template__vendor=vendor)
    return [
        MessageFactory(person=PersonFactory(client__vendor=vendor), variant=variant, **given)
        for _ in range(count)
    ]


def go(messages, account):
    first = messages[0]
    deliver(claim(first.vendor_id, first.channel, first.priority, 100), account)


def text_to(*numbers, said="See you at four."):
    """Emergencies, which ring at any hour of the test."""
    vendor = VendorFactory()
    compiled = compile_draft(
        Draft(subject="", channel="sms", blocks=[{"type": "text", "text": said}]),
        purpose="emergency",
    )
    variant = VariantFactory(version__template__vendor=vendor, compiled=compiled)
    return [
        MessageFactory(
            person=PersonFactory(client__vendor=vendor, phone=number), variant=variant,
            channel="sms", purpose="emergency", priority=0,
        )
        for number in numbers
    ]  # fmt: skip


def test_an_account_at_a_provider_nobody_knows_is_passed_over(sandbox, now_of):
    pigeon = AccountFactory(provider="pigeon", order=1)
    (message,) = batch_of(1, VendorFactory())

    assert dispatch(0.5) == 0
    assert now_of(message).state == "queued"
    AccountFactory(order=2)
    assert dispatch(5) == 1

    assert now_of(message).state == "accepted"
    assert f"{pigeon}: (messaging.E001) There is no provider pigeon." in {
        str(found) for found in signing_secrets(["default"])
    }


@pytest.mark.parametrize(
    "address", ["lena.example.com", "lena@example", "a@x.example, b@x.example"]
)
def test_one_bad_address_in_a_batch_of_a_hundred_is_held_and_the_others_leave(
    account, sandbox, now_of, address
):
    messages = batch_of(100, VendorFactory())
    with operator():
        type(messages[41].person).objects.filter(pk=messages[41].person_id).update(email=address)

    go(messages, account)

    bad = now_of(messages[41])
    assert (bad.state, bad.reason) == ("held", "the address for email is none")
    assert len(sandbox.accepted()) == 99
    with operator():
        assert Handover.objects.count() == 1


def test_one_that_the_provider_refuses_fails_alone(account, sandbox, now_of):
    messages = batch_of(3, VendorFactory())
    no = {"status": 422, "body": {"name": "validation_error", "message": "Invalid `to` field."}}

    sandbox.fault(**no)
    go(messages, account)
    sandbox.fault(**no)
    go(messages, account)

    found = sorted((now_of(message).state, now_of(message).reason) for message in messages)
    assert [state for state, _ in found] == ["accepted", "accepted", "failed"]
    assert found[-1][1] == "refused by resend: 422 validation_error: Invalid `to` field."


def test_a_malformed_number_is_no_address(sandbox, now_of):
    bad, fine = text_to("415 555 0123", GUEST)

    go([bad, fine], twilio())

    assert (now_of(bad).state, now_of(bad).reason) == ("cancelled", "the address for sms is none")
    assert now_of(fine).state == "accepted"


def test_a_number_that_twilio_refuses_fails_and_is_not_tried_again(sandbox, now_of):
    bad, fine = text_to(INVALID, GUEST)

    go([bad, fine], twilio())

    assert (now_of(bad).state, now_of(fine).state) == ("failed", "accepted")
    assert now_of(bad).reason.startswith("refused by twilio: 21211: ")
    with operator():
        assert Suppression.objects.get().address == INVALID
        todo = ToDo.objects.get()
    assert todo.text.endswith(
        "did not reach Lena Ortiz by SMS: no number one can text. Tell them another way."
    )


def test_a_number_that_is_refused_for_something_optional_is_a_to_do_as_well():
    message = MessageFactory(channel="sms", person__phone=INVALID)
    with tenant(message.vendor_id):
        shift([message.pk], State.CLAIMED)
        shift([message.pk], State.SENDING)
        refuse(message.pk, INVALID, "twilio", Refused("no", "21211", "address"))

    with operator():
        assert ToDo.objects.get().text == (
            "Lena Ortiz can't be reached by SMS (no number one can text): check the address."
        )


def test_a_text_that_turns_out_too_long_is_held_with_its_reason(sandbox, now_of):
    """What a template itself has too much of is refused when it is written."""
    (message,) = text_to(GUEST, said="{{ wedding.venue }} " * 12)
    with operator():
        Wedding.objects.filter(pk=message.wedding_id).update(venue_name="Fern Hall" * 20)

    go([message], twilio())

    held = now_of(message)
    assert (held.state, "1,600 is the most" in held.reason) == ("held", True)
    assert sandbox.accepted() == []


def test_a_gap_holds_one_and_stops_nobody_else(account, sandbox, now_of):
    nameless, *others = batch_of(3, VendorFactory())
    with operator():
        type(nameless.person).objects.filter(pk=nameless.person_id).update(given_name="")

    go([nameless, *others], account)

    assert now_of(nameless).reason == "it has nothing to say for “First name of who reads it”"
    assert {now_of(message).state for message in others} == {"accepted"}
    assert now_of(nameless).not_before > now()
