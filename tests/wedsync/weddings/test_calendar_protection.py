"""The hours that belong to the couple."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from tests.wedsync.weddings.calendar_strategies import hours, moments, spans, zones
from wedsync.weddings.calendar import (
    Span,
    day_window,
    is_protected,
    local_day,
    protected_window,
    protected_windows,
    saturday_windows,
)

KOLKATA, NEW_YORK = ZoneInfo("Asia/Kolkata"), ZoneInfo("America/New_York")
ONE_DAY = dt.timedelta(days=1)


@given(moments(), hours, hours)
def test_every_instant_of_a_local_day_is_protected_and_so_is_the_padding(moment, before, after):
    instant, zone = moment
    window = protected_window(local_day(instant, zone), zone, before, after)

    assert is_protected(instant, [window])
    assert is_protected(instant - dt.timedelta(hours=before), [window])
    assert is_protected(instant + dt.timedelta(hours=after), [window])


@given(spans, zones)
def test_the_blanket_covers_the_saturdays_of_its_span_and_nothing_else(span, zone):
    every_day = [span.first + ONE_DAY * n for n in range((span.last - span.first).days + 1)]

    windows = saturday_windows(span, zone)

    assert windows == tuple(day_window(day, zone) for day in every_day if day.weekday() == 5)


def test_a_wedding_over_three_days_on_two_continents_is_protected_where_each_is_held():
    days = [
        (dt.date(2026, 6, 6), NEW_YORK),
        (dt.date(2026, 5, 26), KOLKATA),
        (dt.date(2026, 5, 27), KOLKATA),
    ]

    windows = protected_windows(days, before_hours=12, after_hours=6)

    assert [tuple(map(dt.datetime.isoformat, window)) for window in windows] == [
        ("2026-05-25T06:30:00+00:00", "2026-05-28T00:30:00+00:00"),
        ("2026-06-05T16:00:00+00:00", "2026-06-07T10:00:00+00:00"),
    ]


def test_a_day_lengthened_by_its_clocks_is_protected_for_25_hours():
    start, end = protected_window(dt.date(2026, 11, 1), NEW_YORK)

    assert end - start == dt.timedelta(hours=25)


def test_the_blanket_of_a_week_without_saturday_is_empty():
    monday_to_friday = Span(dt.date(2026, 6, 1), dt.date(2026, 6, 5))

    assert saturday_windows(monday_to_friday, KOLKATA) == ()


@pytest.mark.parametrize("padding", [(-1, 0), (0, -1)])
def test_padding_never_takes_protection_away(padding):
    with pytest.raises(ValueError, match="Padding can't take hours away"):
        protected_window(dt.date(2026, 6, 6), KOLKATA, *padding)
