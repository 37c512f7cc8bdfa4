"""Saturdays, caps, budgets and the peak of the season, each by example."""

import datetime as dt
from dataclasses import replace

import pytest

from messaging.policy.facts import Cap, Facts, Purpose, Sent
from messaging.policy.gates import budget, frequency, peak_season, saturday
from messaging.policy.verdict import Allow, Wait

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)  # a Saturday
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
FINE = Facts(now=NOON, purpose=Purpose.MARKETING, channel="email", address="a@example.com")
EMERGENCY, CONTRACTUAL, HELPFUL = Purpose.EMERGENCY, Purpose.CONTRACTUAL, Purpose.HELPFUL


def had(*ago, purpose=Purpose.MARKETING, channel="email"):
    return tuple(Sent(NOON - each, purpose, channel) for each in ago)


def test_the_saturday_blanket_is_an_option():
    assert saturday.gate(FINE) == Allow()
    assert saturday.gate(replace(FINE, saturday_blanket=True)) == Wait(
        "it is Saturday where they are", NOON + 12 * HOUR
    )


def test_saturday_is_over_when_it_is_over_everywhere_they_may_be():
    apart = replace(FINE, saturday_blanket=True, zones=("Pacific/Auckland", "Pacific/Honolulu"))

    assert saturday.gate(apart).until == dt.datetime(2027, 6, 20, 10, tzinfo=dt.UTC)
    assert saturday.gate(replace(apart, now=NOON - 1 * DAY)).until is not None


def test_a_friday_is_no_saturday():
    assert saturday.gate(replace(FINE, saturday_blanket=True, now=NOON - DAY)) == Allow()


def test_the_blanket_moves_what_the_contract_asks_for_and_spares_emergencies():
    blanket = replace(FINE, saturday_blanket=True)

    assert isinstance(saturday.gate(replace(blanket, purpose=CONTRACTUAL)), Wait)
    assert saturday.gate(replace(blanket, purpose=EMERGENCY)) == Allow()


def test_a_cap_waits_until_the_oldest_falls_out():
    weekly = replace(FINE, caps=(Cap(3, 7 * 24),), recent=had(6 * DAY, 2 * DAY, HOUR))

    assert frequency.gate(weekly) == Wait("they have had 3 messages in 7 days", NOON + DAY)
    assert frequency.gate(replace(weekly, now=NOON + DAY)) == Allow()
    assert frequency.gate(replace(weekly, recent=had(7 * DAY, 2 * DAY, HOUR))) == Allow()


def test_after_too_many_it_waits_for_as_many_as_it_takes():
    crowded = replace(FINE, caps=(Cap(1, 24),), recent=had(20 * HOUR, 10 * HOUR, HOUR))

    assert frequency.gate(crowded) == Wait("they have had 3 messages in 24 hours", NOON + 23 * HOUR)


def test_of_several_caps_the_latest_holds():
    caps = (Cap(1, 24), Cap(2, 7 * 24))
    said = frequency.gate(replace(FINE, caps=caps, recent=had(6 * DAY, HOUR)))

    assert said == Wait("they have had 2 messages in 7 days", NOON + DAY)
    assert frequency.gate(replace(FINE, caps=(Cap(2, 36),), recent=had(HOUR, HOUR))).reason == (
        "they have had 2 messages in 36 hours"
    )


@pytest.mark.parametrize("purpose", [EMERGENCY, CONTRACTUAL])
def test_what_must_be_said_is_neither_counted_nor_held(purpose):
    capped = replace(FINE, caps=(Cap(1, 24),))

    assert frequency.gate(replace(capped, recent=had(HOUR, purpose=purpose))) == Allow()
    assert frequency.gate(replace(capped, recent=had(HOUR), purpose=purpose)) == Allow()


def test_a_calendar_cap_waits_for_the_next_day_on_their_wall():
    daily = replace(FINE, caps=(Cap(1, per="day"),), recent=had(HOUR), zones=("Europe/Berlin",))

    assert frequency.gate(daily) == Wait("your cap of 1 a day is reached", NOON + 10 * HOUR)


def test_a_couples_cap_counts_what_the_partner_had():
    partners = tuple(sent._replace(own=False) for sent in had(HOUR))
    couple, person = Cap(1, 24, scope="couple"), Cap(1, 24)
    just_now = tuple(sent._replace(at=NOON) for sent in partners)

    assert frequency.gate(replace(FINE, caps=(person,), recent=partners)) == Allow()
    assert isinstance(frequency.gate(replace(FINE, caps=(couple,), recent=partners)), Wait)
    assert frequency.gate(replace(FINE, caps=(couple,), recent=just_now)) == Allow()


def test_a_wait_reckons_with_what_counts_only_by_its_end():
    """Ours is nearly a day ago; by tomorrow what their partner had just now will count."""
    couple = Cap(1, 24, scope="couple")
    mine = had(23.5 * HOUR)
    partners = tuple(sent._replace(own=False) for sent in had(HOUR / 2))
    earlier = tuple(sent._replace(own=False) for sent in had(HOUR / 4))
    facts = replace(FINE, caps=(couple,), recent=(*had(HOUR * 22), *partners))

    assert frequency.gate(replace(facts, recent=(*mine, *earlier))).until == NOON + HOUR / 2
    assert frequency.gate(facts).until == NOON + 23.5 * HOUR


def test_a_channels_cap_counts_that_channel():
    texted = had(HOUR, channel="sms")
    cap = Cap(1, 24, scope="channel")

    assert frequency.gate(replace(FINE, caps=(cap,), recent=texted)) == Allow()
    assert isinstance(frequency.gate(replace(FINE, caps=(cap,), recent=had(HOUR))), Wait)


def test_politeness_moves_what_the_contract_asks_for_but_never_past_its_end():
    polite = Cap(1, per="day", purposes=("contractual", "helpful", "marketing"))
    balance = replace(FINE, purpose=CONTRACTUAL, caps=(polite,), recent=had(HOUR))

    assert isinstance(frequency.gate(balance), Wait)
    assert frequency.gate(replace(balance, expires_at=NOON + HOUR)) == Allow()
    assert frequency.gate(replace(balance, expires_at=NOON + 9 * DAY)) != Allow()


def test_a_cap_of_nothing_needs_a_person():
    assert frequency.gate(replace(FINE, caps=(Cap(0, 24),))) == Wait(
        "your cap lets nothing through"
    )


def test_florida_has_a_cap_on_texts_of_its_own():
    texts = had(20 * HOUR, 2 * HOUR, HOUR, channel="sms")
    florida = replace(FINE, channel="sms", places=("US-FL", "FR"), recent=texts)

    assert frequency.gate(florida) == Wait(
        "they have had 3 messages in 24 hours (Fla. Stat. 501.616(6))", NOON + 4 * HOUR
    )
    assert frequency.gate(replace(florida, channel="email")) == Allow()
    assert frequency.gate(replace(florida, places=("US-CA",))) == Allow()
    assert frequency.gate(replace(florida, recent=had(HOUR, HOUR, HOUR))) == Allow()  # mails


@pytest.mark.parametrize(
    ("cost", "left", "allowed"),
    [
        (100, None, True),
        (100, 100, True),
        (100, 99, False),
        (100, -5, False),
        (0, 0, True),
        (0, -5, True),
        (None, 1, True),
        (None, 0, False),
        (None, None, True),
    ],
)
def test_a_budget_covers_what_costs_no_more_than_it_has_left(cost, left, allowed):
    said = budget.gate(replace(FINE, cost_micros=cost, budget_left_micros=left))

    assert (said == Allow()) is allowed


def test_a_spent_budget_waits_for_the_next():
    spent = replace(FINE, channel="sms", cost_micros=5, budget_left_micros=0)

    assert budget.gate(spent) == Wait("the sms budget is used up")
    assert budget.gate(replace(spent, budget_renews_at=NOON + DAY)).until == NOON + DAY
    assert budget.gate(replace(spent, budget_renews_at=NOON)) == Allow()


@pytest.mark.parametrize(
    ("purpose", "waits"), [(EMERGENCY, False), (CONTRACTUAL, False), (HELPFUL, True)]
)
def test_a_spent_budget_holds_only_what_is_optional(purpose, waits):
    spent = replace(FINE, cost_micros=5, budget_left_micros=0, purpose=purpose)

    assert isinstance(budget.gate(spent), Wait) is waits


PEAK = replace(FINE, peak=((NOON - DAY, NOON + 30 * DAY),), invites_reply=True)


def test_in_peak_what_invites_replies_waits_until_it_is_over():
    assert peak_season.gate(PEAK) == Wait("it invites replies in your peak season", NOON + 30 * DAY)
    assert peak_season.gate(replace(PEAK, now=NOON - 2 * DAY)) == Allow()


def test_peak_thins_by_the_lot_a_message_drew():
    kept = [peak_season.gate(replace(PEAK, peak_keep=25, lot=lot)) for lot in range(100)]

    assert kept.count(Allow()) == 25


@pytest.mark.parametrize(
    "changes",
    [{"invites_reply": False}]
    + [{"purpose": purpose} for purpose in (EMERGENCY, CONTRACTUAL, HELPFUL)],
)
def test_peak_spares_what_asks_nothing_back_and_what_isnt_marketing(changes):
    assert peak_season.gate(replace(PEAK, **changes)) == Allow()
