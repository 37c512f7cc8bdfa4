"""What a cap counts, and when one more is within it."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.caps import counts, fits, free_from, occasions
from messaging.policy.facts import Cap

NOON = dt.datetime(2027, 6, 16, 12, tzinfo=dt.UTC)  # a Wednesday
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
UTC, LA = ZoneInfo("UTC"), ZoneInfo("America/Los_Angeles")
times = st.lists(st.integers(-400, 400).map(lambda n: NOON + n * HOUR), max_size=8).map(sorted)
rolling = st.tuples(st.integers(1, 4), st.sampled_from([12, 24, 168]))
by_calendar = st.tuples(st.integers(1, 4), st.just(0), st.sampled_from(["day", "week", "month"]))
caps = (rolling | by_calendar).map(lambda given: Cap(*given))


def test_a_rolling_cap_looks_both_ways():
    weekly = Cap(1, 7 * 24)
    assert not fits(weekly, NOON, [NOON + 6 * DAY], UTC)
    assert not fits(weekly, NOON, [NOON - 6 * DAY], UTC)
    assert fits(weekly, NOON, [NOON - 7 * DAY, NOON + 7 * DAY], UTC)


def test_a_calendar_cap_goes_by_the_readers_wall():
    daily, late = Cap(1, per="day"), NOON.replace(hour=23)
    assert not fits(daily, late + 2 * HOUR, [late], LA)
    assert fits(daily, late + 2 * HOUR, [late], UTC)


def test_a_week_begins_on_monday_and_a_month_on_its_first():
    assert not fits(Cap(1, per="week"), NOON, [NOON - 2 * DAY], UTC)
    assert fits(Cap(1, per="week"), NOON, [NOON - 3 * DAY], UTC)
    assert not fits(Cap(1, per="month"), NOON, [NOON + 14 * DAY], UTC)
    assert fits(Cap(1, per="month"), NOON, [NOON + 15 * DAY], UTC)


def test_an_emergency_never_counts_and_a_contract_only_by_the_day():
    everything = ("emergency", "contractual", "helpful", "marketing")
    assert not counts(Cap(1, 24, purposes=everything), "emergency", "sms")
    assert counts(Cap(1, 24, purposes=everything), "contractual", "sms")
    assert counts(Cap(1, per="day", purposes=everything), "contractual", "sms")
    assert not counts(Cap(1, per="week", purposes=everything), "contractual", "sms")
    assert not counts(Cap(1, 48, purposes=everything), "contractual", "sms")


def test_a_cap_may_be_about_some_channels():
    texts = Cap(1, 24, channels=("sms",))
    assert counts(texts, "helpful", "sms")
    assert not counts(texts, "helpful", "email")


@given(caps, times, st.sampled_from([UTC, LA]))
def test_what_the_gate_says_of_now_is_what_the_planner_says(cap, times, zone):
    had = [at for at in times if at <= NOON]
    until = free_from(cap, had, NOON, zone)
    assert (until is None) == fits(cap, NOON, had, zone)
    if until is not None:
        assert until > NOON
        assert fits(cap, until, had, zone)


def test_what_both_get_within_the_hour_is_one_occasion():
    minutes = [NOON, NOON + HOUR / 2, NOON + HOUR, NOON + 3 * HOUR]
    assert occasions(minutes) == [NOON, NOON + HOUR, NOON + 3 * HOUR]
