"""Before and after, in calendar units."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import (
    amounts,
    days,
    days_in_zones,
    moments,
    offsets,
    times,
    weeks,
)
from wedsync.weddings.calendar import (
    Offset,
    add_months,
    at_local,
    local_day,
    occurrence,
    occurrence_after,
)

BERLIN = ZoneInfo("Europe/Berlin")
ONE_DAY = dt.timedelta(days=1)


@given(days, amounts)
def test_months_keep_the_day_or_end_with_the_month(day, months):
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + ONE_DAY).day == 1)


@given(days, days, offsets)
def test_a_later_anchor_never_leads_to_an_earlier_day(one, other, offset):
    assert offset.day_from(min(one, other)) <= offset.day_from(max(one, other))


@given(days, amounts, amounts)
def test_weeks_and_days_go_there_and_back(day, a, b):
    there = Offset(weeks=a, days=b).day_from(day)

    assert Offset(weeks=-a, days=-b).day_from(there) == day
    assert (there - day).days == 7 * a + b


@given(days_in_zones, offsets, times, weeks)
def test_hours_are_sixty_minutes_each_from_the_local_time_of_the_day(where, offset, at, week):
    anchor, zone = where

    due = occurrence(anchor, offset, at, zone, week)

    day = offset.day_from(anchor, week)
    assert due - at_local(day, at, zone) == dt.timedelta(hours=offset.hours)


@given(moments(), amounts)
def test_hours_after_an_instant_are_exact_through_any_change_of_clocks(moment, hours):
    instant, zone = moment

    due = occurrence_after(instant, Offset(hours=hours), zone)

    assert due - instant == dt.timedelta(hours=hours)


@given(moments(), offsets.filter(lambda offset: offset.moves_the_day), times | st.none())
def test_days_after_an_instant_are_days_on_the_wall(moment, offset, at):
    instant, zone = moment

    due = occurrence_after(instant, offset, zone, at)

    wall_time = at or instant.astimezone(zone).time()
    assert due == occurrence(local_day(instant, zone), offset, wall_time, zone)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
        (dt.date(2028, 3, 31), -1, dt.date(2028, 2, 29)),
        (dt.date(2026, 8, 31), -6, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2026, 1, 15), -1, dt.date(2025, 12, 15)),
        (dt.date(2026, 12, 15), 12, dt.date(2027, 12, 15)),
    ],
)
def test_month_ends(day, months, expected):
    assert add_months(day, months) == expected


def test_months_come_first_then_days_then_working_days():
    offset = Offset(months=-1, days=2, working_days=1)

    assert offset.day_from(dt.date(2026, 3, 31)) == dt.date(2026, 3, 3)


def test_a_step_hours_before_the_ceremony_counts_through_the_night_the_clocks_change():
    ceremony_day, eight_o_clock = dt.date(2026, 3, 29), dt.time(8)

    due = occurrence(ceremony_day, Offset(hours=-12), eight_o_clock, BERLIN)

    assert due.astimezone(BERLIN).isoformat() == "2026-03-28T19:00:00+01:00"


def test_the_second_coming_of_an_hour_stays_the_second():
    new_york = ZoneInfo("America/New_York")
    second = at_local(dt.date(2026, 11, 1), dt.time(1, 30), new_york, fold=1)

    assert occurrence_after(second, Offset(), new_york) == second
    assert occurrence_after(second, Offset(hours=-1), new_york) == second - dt.timedelta(hours=1)


def test_midnight_is_a_time_like_any_other():
    inquiry = dt.datetime(2026, 6, 6, 15, tzinfo=dt.UTC)

    due = occurrence_after(inquiry, Offset(days=1), BERLIN, dt.time(0))

    assert due == dt.datetime(2026, 6, 6, 22, tzinfo=dt.UTC)


def test_an_offset_beyond_reason_is_refused():
    assert Offset(hours=10_000).hours == 10_000
    with pytest.raises(ValueError, match="at most 10,000 of a unit"):
        Offset(working_days=-10_001)
