"""Between walls and instants."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import days, days_in_zones, moments, times
from wedsync.weddings.calendar import (
    Span,
    at_local,
    day_window,
    local_day,
    next_local_time,
    span_window,
    utc,
    week_of,
)

TICK = dt.datetime.resolution


def reads(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


@given(days_in_zones, times)
def test_a_local_time_is_the_first_instant_at_which_the_wall_is_there_or_past_it(where, at):
    day, zone = where
    wall = dt.datetime.combine(day, at)

    instant = at_local(day, at, zone)

    assert reads(instant - TICK, zone) < wall <= reads(instant, zone)
    assert instant.tzinfo is dt.UTC


@given(days_in_zones, times)
def test_a_time_that_comes_twice_comes_later_the_second_time_and_no_other_moves(where, at):
    day, zone = where
    first, second = at_local(day, at, zone), at_local(day, at, zone, fold=1)

    again = second != first

    assert second >= first
    assert not again or reads(first, zone) == reads(second, zone)


@given(days_in_zones, times, times)
def test_a_later_time_on_the_wall_is_never_an_earlier_instant(where, one, other):
    day, zone = where

    assert at_local(day, min(one, other), zone) <= at_local(day, max(one, other), zone)


@given(moments())
def test_every_instant_lies_in_the_window_of_its_local_day(moment):
    instant, zone = moment

    window = day_window(local_day(instant, zone), zone)

    assert window.start <= instant < window.end


@given(days_in_zones)
def test_days_follow_each_other_without_a_hole(where):
    day, zone = where

    assert day_window(day, zone).end >= day_window(day + dt.timedelta(days=1), zone).start


@given(moments(), times)
def test_the_next_local_time_is_not_in_the_past_and_stays_when_asked_again(moment, at):
    instant, zone = moment

    due = next_local_time(instant, at, zone)

    assert instant <= due <= instant + dt.timedelta(hours=50)
    assert next_local_time(due, at, zone) == due


@given(days, st.integers(0, 6))
def test_a_week_has_seven_days_starts_where_it_is_told_and_holds_its_day(day, starts_on):
    first, last = week_of(day, starts_on)

    assert first <= day <= last
    assert (last - first).days == 6
    assert first.weekday() == starts_on


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T03:00-04:00"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T01:30-04:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30+11:00"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45+11:00"),
        ("Africa/Casablanca", "2025-04-06T02:30:00.5", "2025-04-06T03:00+01:00"),
        ("America/Havana", "2025-03-09T00:00", "2025-03-09T01:00-04:00"),
        ("America/Nuuk", "2025-03-29T23:30", "2025-03-30T00:00-01:00"),
        ("Pacific/Apia", "2011-12-30T10:00", "2011-12-31T00:00+14:00"),
        ("Asia/Kathmandu", "2026-06-06T10:00", "2026-06-06T10:00+05:45"),
        ("Pacific/Kiritimati", "2026-06-06T10:00", "2026-06-06T10:00+14:00"),
    ],
)
def test_gaps_end_and_folds_begin_where_the_wall_says(zone, wall, instant):
    wall = dt.datetime.fromisoformat(wall)

    assert at_local(wall.date(), wall.time(), ZoneInfo(zone)) == dt.datetime.fromisoformat(instant)


def test_a_day_that_a_country_skipped_is_empty():
    start, end = day_window(dt.date(2011, 12, 30), ZoneInfo("Pacific/Apia"))

    assert start == end == dt.datetime(2011, 12, 30, 10, tzinfo=dt.UTC)


def test_a_day_whose_last_hour_comes_twice_over_midnight_keeps_both():
    st_johns = ZoneInfo("America/St_Johns")  # until 2011 clocks went from 00:01 back to 23:01

    window = day_window(dt.date(2010, 11, 6), st_johns)

    assert window.end - window.start == dt.timedelta(hours=25)


def test_a_midnight_that_has_been_is_next_due_a_day_later():
    st_johns = ZoneInfo("America/St_Johns")
    second_half_past_eleven = at_local(dt.date(2010, 11, 6), dt.time(23, 30), st_johns, fold=1)

    due = next_local_time(second_half_past_eleven, dt.time(0), st_johns)

    assert due.astimezone(st_johns).isoformat() == "2010-11-08T00:00:00-03:30"


def test_the_week_of_a_change_of_clocks_is_an_hour_short():
    week = week_of(dt.date(2026, 3, 25))

    start, end = span_window(week, ZoneInfo("Europe/Berlin"))

    assert week == Span(dt.date(2026, 3, 23), dt.date(2026, 3, 29))
    assert end - start == dt.timedelta(days=7, hours=-1)


def test_a_naive_datetime_is_no_instant():
    with pytest.raises(ValueError, match="An instant needs a time zone"):
        utc(dt.datetime(2026, 6, 6))  # noqa: DTZ001 -- the very thing that is refused
