"""Laws of the plan under caps, and the cases that show what they mean."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.cap import Fate, Item, Left, OnExceed, Rule, diary, plan
from campaigns.cap.capacity import CAPACITY, Capacity
from campaigns.cap.plan import MOST_DAYS
from messaging.policy.facts import Cap, Purpose
from tests.campaigns.cap.days import NOW, exceeded, items, lefts, rules
from wedsync.weddings.calendar import is_protected, local_day

DAY = dt.timedelta(days=1)
LOWER = {
    Purpose.MARKETING: [Purpose.HELPFUL, Purpose.CONTRACTUAL, Purpose.EMERGENCY],
    Purpose.HELPFUL: [Purpose.CONTRACTUAL, Purpose.EMERGENCY],
    Purpose.CONTRACTUAL: [Purpose.EMERGENCY],
}
capacities = st.none() | st.builds(
    Capacity, st.sampled_from([0.1, 0.4, 3.0]), st.just(ZoneInfo("UTC"))
)


@given(items(), lefts(), rules())
def test_no_rule_is_exceeded(items, left, rules):
    placed = plan(items, left, rules, NOW)
    assert [exceeded(placed, left, rule.cap) for rule in rules] == [[] for _ in rules]


@given(items(), lefts(), rules(), capacities)
def test_what_the_contract_asks_for_is_never_dropped_nor_late(items, left, rules, capacity):
    for one in plan(items, left, rules, NOW, capacity):
        if one.item.purpose is Purpose.CONTRACTUAL:
            assert one.at is not None
            assert one.item.last is None or one.at < one.item.last


@given(items(), lefts(), rules(), capacities)
def test_an_emergency_is_never_moved(items, left, rules, capacity):
    for one in plan(items, left, rules, NOW, capacity):
        if one.item.purpose is Purpose.EMERGENCY:
            assert (one.fate, one.at) == (Fate.KEPT, one.item.wish)


@given(items(), lefts(), rules(), capacities, st.data())
def test_raising_a_priority_never_makes_an_item_later(items, left, rules, capacity, data):
    number = data.draw(st.integers(0, len(items) - 1))
    higher = data.draw(st.sampled_from(LOWER.get(items[number].purpose, [items[number].purpose])))
    raised = (*items[:number], replace(items[number], purpose=higher), *items[number + 1 :])

    before, after = (plan(each, left, rules, NOW, capacity)[number] for each in (items, raised))

    assert lateness(after) <= lateness(before)


def lateness(placed):
    """Dropped is later than asked, asked later than any instant."""
    worst = {Fate.SKIPPED: 2, Fate.ASKED: 1}
    return worst.get(placed.fate, 0), placed.at or NOW


@given(items(), lefts(), rules(), capacities)
def test_planning_twice_is_planning_once(items, left, rules, capacity):
    once = plan(items, left, rules, NOW, capacity)
    again = plan(tuple(one.item for one in reversed(once)), left, rules, NOW, capacity)
    assert again == tuple(reversed(once))


@given(items(), lefts(), rules(), capacities)
def test_what_was_moved_says_by_which_rule_and_goes_to_a_free_day(items, left, rules, capacity):
    for one in plan(items, left, rules, NOW, capacity):
        if one.fate is Fate.KEPT:
            continue
        assert one.rule in {rule.cap.key for rule in rules} | {CAPACITY}
        if one.fate is Fate.MOVED:
            assert NOW <= one.item.wish < one.at <= one.item.wish + (MOST_DAYS + 1) * DAY
            assert not is_protected(one.at, one.item.closed)
            assert one.item.last is None or one.at < one.item.last


@given(items(), lefts(), rules())
def test_it_looks_at_each_rule_a_bounded_number_of_times(items, left, rules):
    looks = []
    watched = diary.Diary.has_room
    diary.Diary.has_room = lambda self, item, at: looks.append(at) or watched(self, item, at)
    try:
        plan(items, left, rules, NOW)
    finally:
        diary.Diary.has_room = watched
    assert len(looks) <= len(items) * len(rules) * (MOST_DAYS + 1)


@given(items(), lefts(), st.sampled_from([0.1, 0.4, 1.0]))
def test_marketing_brings_in_no_more_than_can_be_answered(items, left, a_day):
    zone = ZoneInfo("UTC")
    placed = plan(items, left, [], NOW, Capacity(a_day, zone))
    said = [(one.at, one.item) for one in placed if one.at] + [(one.at, one) for one in left]
    asking = {local_day(one.at, zone) for one in placed if one.at and inviting(one.item)}
    for day in asking:
        assert sum(one.replies for at, one in said if local_day(at, zone) == day) <= a_day + 1e-6


def inviting(item):
    return item.purpose is Purpose.MARKETING and item.replies > 0


LENA = {"channel": "email", "people": ("lena",), "couple": "one"}


def item(key, purpose, wish=NOW, **given):
    return Item(key=key, purpose=purpose, wish=wish, **LENA, **given)


WEEKLY = Rule(Cap(1, 7 * 24, key="weekly"))


def test_the_less_important_makes_room_before_the_day_comes():
    offer, guide = item("offer", Purpose.MARKETING), item("guide", Purpose.HELPFUL, NOW + 2 * DAY)

    moved, kept = plan([offer, guide], [], [WEEKLY], NOW)

    assert (kept.fate, kept.at) == (Fate.KEPT, guide.wish)
    assert (moved.fate, moved.at, moved.rule) == (Fate.MOVED, NOW + 9 * DAY, "weekly")


def test_of_one_class_the_one_with_the_least_slack_stays():
    tight = item("tight", Purpose.HELPFUL, NOW + DAY, last=NOW + 3 * DAY)
    loose = item("loose", Purpose.HELPFUL, NOW)

    assert [one.fate for one in plan([loose, tight], [], [WEEKLY], NOW)] == [Fate.MOVED, Fate.KEPT]


def test_what_has_left_counts():
    left = Left(
        at=NOW - DAY, purpose=Purpose.HELPFUL, channel="email", people=("lena",), couple="one"
    )

    (moved,) = plan([item("guide", Purpose.HELPFUL)], [left], [WEEKLY], NOW)

    assert moved.at == NOW + 6 * DAY


@pytest.mark.parametrize(
    ("what", "fate"), [(OnExceed.SKIP, Fate.SKIPPED), (OnExceed.ASK, Fate.ASKED)]
)
def test_a_rule_may_skip_or_ask_instead(what, fate):
    rule = Rule(Cap(0, 24, key="none"), what)
    (one,) = plan([item("offer", Purpose.MARKETING)], [], [rule], NOW)
    assert (one.fate, one.at, one.rule) == (fate, None, "none")


def test_where_nothing_is_free_in_time_somebody_decides_but_a_contract_goes():
    polite = Rule(Cap(0, per="day", purposes=("contractual", "helpful"), key="polite"))
    due = {"last": NOW + 2 * DAY}

    guide, balance = plan(
        [item("guide", Purpose.HELPFUL, **due), item("balance", Purpose.CONTRACTUAL, **due)],
        [],
        [polite],
        NOW,
    )

    assert (guide.fate, guide.at) == (Fate.ASKED, None)
    assert (balance.fate, balance.at, balance.rule) == (Fate.KEPT, NOW, "polite")


def test_a_wish_that_has_passed_is_never_planned_for_the_past():
    was_moved = item("offer", Purpose.MARKETING, NOW - DAY)
    (one,) = plan([was_moved], [], [], NOW)
    assert (one.fate, one.at) == (Fate.MOVED, NOW)


def test_a_moved_message_keeps_its_hour_when_the_clocks_change():
    berlin = ZoneInfo("Europe/Berlin")
    offer = item("offer", Purpose.MARKETING, zone=berlin)
    left = Left(at=NOW, purpose=Purpose.HELPFUL, **LENA)

    (moved,) = plan([offer], [left], [WEEKLY], NOW)

    assert moved.at.astimezone(berlin).time() == NOW.astimezone(berlin).time()


def test_the_laws_see_a_rule_that_lets_one_more_through(monkeypatch):
    offers = [item(str(n), Purpose.MARKETING, NOW + n * DAY) for n in range(3)]
    assert exceeded(plan(offers, [], [WEEKLY], NOW), [], WEEKLY.cap) == []

    monkeypatch.setattr(diary, "fits", lambda *_: True)

    assert exceeded(plan(offers, [], [WEEKLY], NOW), [], WEEKLY.cap) != []
