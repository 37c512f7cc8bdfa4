"""The sun sets when the almanac says."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.sky import sunset

MINUTE = 1


@pytest.mark.parametrize(
    ("place", "zone", "day", "clock"),
    [
        ((51.48, 0.0), "Europe/London", dt.date(2026, 6, 21), dt.time(21, 21)),
        ((40.71, -74.01), "America/New_York", dt.date(2026, 6, 21), dt.time(20, 31)),
        ((-33.87, 151.21), "Australia/Sydney", dt.date(2026, 12, 22), dt.time(20, 5)),
    ],
)
def test_it_is_the_almanacs_to_a_minute_or_two(place, zone, day, clock):
    found = sunset(*place, day, ZoneInfo(zone))

    apart = (found.hour - clock.hour) * 60 + found.minute - clock.minute
    assert abs(apart) <= 2


def test_at_midsummer_in_the_north_it_does_not_set():
    assert sunset(69.65, 18.96, dt.date(2026, 6, 21), ZoneInfo("Europe/Oslo")) is None


@given(st.floats(-90, 90), st.floats(-180, 180), st.dates(dt.date(1900, 1, 1)))
def test_it_is_a_time_of_day_or_nothing_wherever_and_whenever(north, east, day):
    found = sunset(north, east, day, ZoneInfo("Pacific/Auckland"))

    assert found is None or (found.second, found.microsecond) == (0, 0)
