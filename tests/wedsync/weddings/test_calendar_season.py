"""When a vendor's peak season is."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from wedsync.weddings.calendar import Window, is_protected, local_day
from wedsync.weddings.calendar.season import USUAL, peak_months, peak_windows

BASEL = ZoneInfo("Europe/Zurich")
NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
months = st.sets(st.integers(1, 12))


def test_a_country_speaks_until_a_vendor_has_enough_bookings():
    few = [0, 0, 0, 0, 0, 23, 0, 0, 0, 0, 0, 0]

    assert peak_months(few, "IN") == USUAL["IN"]
    assert peak_months(few, "") == frozenset()


def test_a_vendors_own_months_count_once_there_are_enough():
    assert peak_months([1, 1, 1, 1, 4, 6, 1, 4, 3, 1, 1, 0], "US") == {5, 6, 8, 9}


def test_a_month_is_busy_from_one_point_three_times_the_mean():
    assert peak_months([13, 9, 9, 9, 9, 11, 10, 10, 10, 10, 10, 10], "US") == {1}


def test_an_even_year_has_no_peak():
    assert peak_months([3] * 12, "US") == frozenset()


def test_neighbouring_months_are_one_window_from_local_midnight():
    assert peak_windows({6, 7, 9}, NOON, BASEL) == (
        Window(
            dt.datetime(2027, 5, 31, 22, tzinfo=dt.UTC), dt.datetime(2027, 7, 31, 22, tzinfo=dt.UTC)
        ),
        Window(
            dt.datetime(2027, 8, 31, 22, tzinfo=dt.UTC), dt.datetime(2027, 9, 30, 22, tzinfo=dt.UTC)
        ),
    )


@given(months, st.integers(0, 8000))
def test_an_instant_is_in_peak_when_its_local_month_is(busy, hours):
    instant = NOON + dt.timedelta(hours=hours)

    assert is_protected(instant, peak_windows(busy, NOON, BASEL)) == (
        local_day(instant, BASEL).month in busy
    )
