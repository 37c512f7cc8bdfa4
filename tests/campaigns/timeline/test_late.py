"""What becomes of a step whose moment had passed."""

import datetime as dt

import pytest

from campaigns.timeline import Late, Past, Reason, Settled, Slot, Stand
from campaigns.timeline.plan import NOTHING_YET
from tests.campaigns.timeline.examples import DAY, planned, step, utc, wedding

NOW = utc(2027, 6, 1, 12)  # 18 days before the wedding
DAYS = dt.timedelta(days=1)


def late(policy, basis=None, now=NOW, **given):
    return planned([step(days=-20, late=policy, **given)], basis or wedding(), now)["one"]


def test_skip_leaves_it_out():
    line = late(Late.SKIP)
    assert (line.stand, line.due, line.reason) == (Stand.SKIPPED, None, Reason.LATE_SKIPPED)


def test_send_now_does_so_within_its_grace():
    line = late(Late.SEND_NOW, grace=3 * DAYS)
    assert (line.stand, line.due, line.reason) == (Stand.PLANNED, NOW, Reason.LATE_SENT)


def test_send_now_does_not_do_so_later():
    assert late(Late.SEND_NOW, grace=DAYS).reason is Reason.LATE_SKIPPED


def test_ask_waits_for_a_person():
    line = late(Late.ASK)
    assert (line.stand, line.due, line.reason) == (Stand.ASKED, None, Reason.LATE_ASKED)


def test_critical_is_said_however_late():
    line = late(Late.CRITICAL)
    assert (line.stand, line.due, line.reason) == (Stand.PLANNED, NOW, Reason.LATE_CRITICAL)


def test_critical_asks_when_it_is_too_late_to_say():
    line = late(Late.CRITICAL, now=utc(2027, 6, 25))
    assert (line.stand, line.reason) == (Stand.ASKED, Reason.TOO_LATE)


@pytest.mark.parametrize("policy", [Late.SKIP, Late.SEND_NOW, Late.COMPRESS])
def test_nothing_prepares_for_a_day_that_has_come(policy):
    line = late(policy, now=utc(2027, 6, 19, 12), grace=90 * DAYS)
    assert (line.stand, line.reason) == (Stand.SKIPPED, Reason.TOO_LATE)


def test_now_is_never_within_a_protected_day():
    basis = wedding(recorded={"balance_due": DAY - 5 * DAYS})
    due = step(anchor="balance_due", late=Late.SEND_NOW, grace=30 * DAYS)
    line = planned([due], basis, utc(2027, 6, 19, 12))["one"]
    assert line.due == utc(2027, 6, 20, 4)


def compressed(*leads, basis=None, now=NOW, past=NOTHING_YET, also=()):
    steps = [step(f"s{lead}", days=-lead, late=Late.COMPRESS) for lead in leads]
    return planned([*steps, *also], basis or wedding(), now, past)


def test_several_late_ones_are_spread_in_their_order_over_the_time_that_is_left():
    lines = compressed(40, 60, 50)
    third = (utc(2027, 6, 19, 4) - NOW) / 3
    assert [lines[key].due for key in ("s60", "s50", "s40")] == [
        NOW,
        NOW + third,
        NOW + 2 * third,
    ]
    assert {line.reason for line in lines.values()} == {Reason.LATE_SPREAD}


def test_they_make_room_before_the_next_that_is_on_time():
    lines = compressed(40, 60, also=[step("next", days=-10)])
    assert lines["s40"].due == NOW + (lines["next"].due - NOW) / 2


def test_they_are_never_farther_apart_than_a_week():
    lines = compressed(160, 200, now=NOW - 120 * DAYS)
    assert lines["s160"].due == lines["s200"].due + 7 * DAYS


def test_they_never_come_closer_than_the_gap():
    lines = compressed(40, 60, also=[step("next", days=-17)])
    assert lines["s40"].due == NOW + 2 * DAYS


def test_what_no_longer_fits_before_the_day_is_left_out():
    lines = compressed(40, 50, 60, now=utc(2027, 6, 16, 13))
    assert lines["s60"].due == utc(2027, 6, 16, 13)
    assert lines["s50"].due == utc(2027, 6, 18, 13)
    assert (lines["s40"].stand, lines["s40"].reason) == (Stand.SKIPPED, Reason.TOO_LATE)


def test_who_was_spread_before_keeps_the_place_and_newcomers_follow():
    once = compressed(60)["s60"]
    past = Past(settled={Slot("s60"): Settled(once.moment, once.due, once.reason)})
    lines = compressed(60, 50, now=NOW + DAYS, past=past)
    assert lines["s60"] == once
    assert lines["s50"].due == NOW + 2 * DAYS


def test_a_late_condition_that_does_not_hold_is_over():
    conditional = step(days=-20, late=Late.SEND_NOW, grace=9 * DAYS, conditional=True)
    assert planned([conditional], wedding(), NOW)["one"].reason is Reason.CONDITION_FAILED
    holds = Past(answers={"one": True})
    assert planned([conditional], wedding(), NOW, holds)["one"].reason is Reason.LATE_SENT
