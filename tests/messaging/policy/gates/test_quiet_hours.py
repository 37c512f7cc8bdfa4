"""Nothing rings at night, nor sells by text when the law forbids it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from messaging.policy.facts import Facts, Purpose
from messaging.policy.gates.quiet_hours import NEVER, gate
from messaging.policy.hours import NIGHT, Quiet
from messaging.policy.law import VERSION
from messaging.policy.verdict import Allow, Wait

MIAMI, PORTLAND = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")
MIDNIGHT = dt.datetime(2027, 6, 16, 0, 30, tzinfo=MIAMI)  # a Wednesday
TEXT = Facts(
    now=MIDNIGHT,
    purpose=Purpose.MARKETING,
    channel="sms",
    address="+13055550123",
    zones=("America/New_York",),
    places=("US-FL",),
)
EIGHT = MIDNIGHT.replace(hour=8, minute=0)
BY_LAW = f"no selling by text at this hour in Florida (law as of {VERSION})"


def test_the_law_holds_without_any_quiet_hours_of_the_vendors():
    assert gate(TEXT) == Wait(BY_LAW, EIGHT)
    assert gate(replace(TEXT, now=EIGHT)) == Allow()
    assert gate(replace(TEXT, now=EIGHT.replace(hour=19, minute=59))) == Allow()


def test_the_vendors_hours_are_named_first_and_the_wait_keeps_both():
    late = replace(TEXT, hours=(Quiet(dt.time(22), dt.time(7)),))

    assert gate(late) == Wait("quiet hours where they are", EIGHT)


@pytest.mark.parametrize("purpose", [Purpose.MARKETING, Purpose.HELPFUL])
@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_the_law_is_about_texts_that_may_sell(purpose, channel):
    assert gate(replace(TEXT, purpose=purpose, channel=channel)).reason == BY_LAW


def test_what_the_contract_asks_for_keeps_the_vendors_hours_but_not_the_laws():
    contract = replace(TEXT, purpose=Purpose.CONTRACTUAL)

    assert gate(contract) == Allow()
    assert gate(replace(contract, hours=(NIGHT,))) == Wait("quiet hours where they are", EIGHT)


def test_push_keeps_the_vendors_hours_but_not_the_laws():
    push = replace(TEXT, channel="push")

    assert gate(push) == Allow()
    assert isinstance(gate(replace(push, hours=(NIGHT,))), Wait)


@pytest.mark.parametrize("channel", ["email", "in_app"])
def test_what_rings_nowhere_is_spared(channel):
    assert gate(replace(TEXT, channel=channel, hours=(NIGHT,))) == Allow()


@pytest.mark.parametrize("channel", ["sms", "whatsapp", "push"])
def test_an_emergency_is_spared(channel):
    emergency = replace(TEXT, channel=channel, purpose=Purpose.EMERGENCY, hours=(NIGHT,))

    assert gate(emergency) == Allow()


def test_of_two_plausible_places_both_zones_and_both_laws_are_kept():
    moved = replace(
        TEXT,
        zones=("America/New_York", "America/Los_Angeles"),
        places=("US-FL", "US-RI"),
        now=dt.datetime(2027, 6, 16, 9, tzinfo=MIAMI),
    )

    assert gate(moved).until == dt.datetime(2027, 6, 16, 9, tzinfo=PORTLAND)


def test_a_sunday_in_rhode_island_waits_for_monday():
    providence = replace(TEXT, places=("US-RI",), now=dt.datetime(2027, 6, 19, 17, tzinfo=MIAMI))

    assert gate(providence).until == dt.datetime(2027, 6, 21, 9, tzinfo=MIAMI)


def test_new_year_in_france_is_no_day_for_offers():
    paris = ZoneInfo("Europe/Paris")
    party = replace(
        TEXT,
        zones=("Europe/Paris",),
        places=("FR",),
        now=dt.datetime(2026, 12, 31, 22, tzinfo=paris),
    )

    assert gate(party).until == dt.datetime(2027, 1, 2, 8, tzinfo=paris)


def test_where_no_hour_suits_a_person_must_say_where_they_live():
    torn = replace(TEXT, zones=("UTC", "Etc/GMT-12"), hours=(Quiet(dt.time(17), dt.time(10)),))

    assert gate(torn) == Wait(NEVER)
