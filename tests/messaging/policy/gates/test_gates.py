"""Each gate by example."""

import datetime as dt
from dataclasses import replace

import pytest

from messaging.policy.facts import Facts, Purpose
from messaging.policy.gates import (
    address,
    consent,
    expiry,
    life,
    suppression,
    switched_off,
    vendor_paused,
    wedding_day,
)
from messaging.policy.verdict import Allow, Block, Wait

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
FINE = Facts(now=NOON, purpose=Purpose.MARKETING, channel="email", address="a@example.com")
FINE = replace(FINE, consent="granted")
CONTRACTUAL, HELPFUL, EMERGENCY = Purpose.CONTRACTUAL, Purpose.HELPFUL, Purpose.EMERGENCY


def test_marketing_needs_a_yes():
    assert consent.gate(FINE) == Allow()
    assert isinstance(consent.gate(replace(FINE, consent="")), Block)


def test_what_helps_needs_no_yes_but_heeds_a_no():
    assert consent.gate(replace(FINE, purpose=HELPFUL, consent="")) == Allow()
    assert isinstance(consent.gate(replace(FINE, purpose=HELPFUL, consent="revoked")), Block)


def test_an_emergency_is_no_way_around_a_no():
    assert isinstance(consent.gate(replace(FINE, purpose=EMERGENCY, consent="revoked")), Block)
    assert isinstance(
        suppression.gate(replace(FINE, purpose=EMERGENCY, suppressed="complained")), Block
    )


def test_a_wedding_day_is_left_alone_until_its_padding_ends():
    start, end = NOON - dt.timedelta(hours=6), NOON + dt.timedelta(hours=18)
    facts = replace(FINE, protected=((start, end),))

    assert wedding_day.gate(facts) == Wait("their wedding day", end)
    assert wedding_day.gate(replace(facts, now=end)) == Allow()
    assert wedding_day.gate(replace(facts, now=start - dt.timedelta(seconds=1))) == Allow()
    assert wedding_day.gate(replace(facts, purpose=EMERGENCY)) == Allow()
    assert wedding_day.gate(replace(facts, purpose=CONTRACTUAL)) == Wait("their wedding day", end)


@pytest.mark.parametrize(
    ("wedding", "purpose", "verdict"),
    [
        ("booked", Purpose.MARKETING, Allow),
        ("cancelled", Purpose.MARKETING, Block),
        ("cancelled", HELPFUL, Block),
        ("cancelled", CONTRACTUAL, Allow),
        ("separated", HELPFUL, Block),
        ("separated", Purpose.MARKETING, Block),
        ("bereaved", HELPFUL, Block),
        ("bereaved", CONTRACTUAL, Allow),
        ("postponed", HELPFUL, Wait),
        ("postponed", EMERGENCY, Allow),
    ],
)
def test_a_wedding_that_is_off_hears_only_what_is_sent_on_purpose(wedding, purpose, verdict):
    said = life.gate(replace(FINE, life=wedding, purpose=purpose))

    assert isinstance(said, verdict)


def test_a_postponed_wedding_with_a_new_date_waits_for_nothing():
    moved = replace(FINE, life="postponed", new_date=True)

    assert life.gate(moved) == Allow()
    assert life.gate(replace(moved, life="cancelled")) == Block(
        "the wedding was cancelled", end="cancelled"
    )


def test_too_late_is_never():
    assert expiry.gate(replace(FINE, expires_at=NOON)) == Block(
        "too late to be of use", end="expired"
    )
    assert expiry.gate(replace(FINE, expires_at=NOON + dt.timedelta(seconds=1))) == Allow()


def test_without_an_address_a_message_waits_and_an_emergency_fails():
    assert isinstance(address.gate(replace(FINE, address="")), Wait)
    assert isinstance(address.gate(replace(FINE, address="", purpose=EMERGENCY)), Block)


@pytest.mark.parametrize(
    ("channel", "given"),
    [
        *(("email", text) for text in ("lena", "lena@", "@x.example", "a b@x.example", "a@x")),
        *(("email", text) for text in ("a@x.example,b@x.example", "L <a@x.example>", "ax.y")),
        *((channel, "4155550123") for channel in ("sms", "whatsapp")),
        *((channel, "+1 415 555 0123") for channel in ("sms", "whatsapp")),
        *((channel, "lena@x.example") for channel in ("sms", "whatsapp")),
    ],
)
def test_what_cannot_be_an_address_is_none(channel, given):
    facts = replace(FINE, channel=channel, address=given)

    assert address.gate(facts) == Wait(f"the address for {channel} is none")
    assert isinstance(address.gate(replace(facts, purpose=EMERGENCY)), Block)


@pytest.mark.parametrize(
    ("channel", "given"),
    [
        *(("email", text) for text in ("lena+x@mail.example.com", "łena@żółć.example", "o'b@x.io")),
        *((channel, "+14155550123") for channel in ("sms", "whatsapp")),
        ("push", "registration registration"),
        ("in_app", "018f"),
    ],
)
def test_what_may_be_an_address_is_let_through(channel, given):
    assert address.gate(replace(FINE, channel=channel, address=given)) == Allow()


def test_a_paused_vendor_sends_only_emergencies():
    paused = replace(FINE, vendor_paused=True)

    assert isinstance(vendor_paused.gate(paused), Wait)
    assert vendor_paused.gate(replace(paused, purpose=EMERGENCY)) == Allow()


def test_what_operators_switch_off_waits_for_them_with_their_reason():
    off = replace(FINE, switched_off="SMS is down")

    assert switched_off.gate(off) == Wait("switched off by WedSync for now (SMS is down)")
    assert switched_off.gate(replace(off, purpose=EMERGENCY)) == Allow()
