"""Holidays by rule, held against calendars people print."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.law.holidays import LAST, Easter, Fixed, Nth, easter, holidays_in
from messaging.policy.law.us import FEDERAL, LOUISIANA, RHODE_ISLAND
from messaging.policy.law.world import FRANCE

years = st.integers(1900, 2199)


@pytest.mark.parametrize(
    "day",
    [
        *("1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05"),
        *("2027-03-28", "2038-04-25", "1981-04-19", "1954-04-18", "2049-04-18", "2076-04-19"),
    ],
)
def test_easter_falls_where_it_fell(day):
    assert easter(int(day[:4])).isoformat() == day


@given(years)
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    assert easter(year).weekday() == 6
    assert dt.date(year, 3, 22) <= easter(year) <= dt.date(year, 4, 25)


@given(years, st.integers(1, 4), st.integers(0, 6), st.integers(1, 12))
def test_the_nth_weekday_is_one_and_in_its_week(year, n, weekday, month):
    (day,) = holidays_in([year], [Nth(n, weekday, month)])

    assert (day.weekday(), day.month, (day.day - 1) // 7 + 1) == (weekday, month, n)


@given(years, st.integers(0, 6), st.integers(1, 12))
def test_the_last_weekday_has_none_after_it(year, weekday, month):
    (day,) = holidays_in([year], [Nth(LAST, weekday, month)])

    assert (day.weekday(), day.month) == (weekday, month)
    assert (day + dt.timedelta(days=7)).month != month


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, ["2021-12-24", "2021-12-25"]),  # a Saturday
        (2022, ["2022-12-25", "2022-12-26"]),  # a Sunday
        (2026, ["2026-12-25"]),
    ],
)
def test_a_weekend_holiday_is_observed_beside_it_too(year, days):
    found = holidays_in([year], [Fixed(12, 25, observed=True)])

    assert [day.isoformat() for day in found] == days


def test_days_are_in_order_and_once():
    found = holidays_in([2028, 2027], [Easter(0), Fixed(1, 1), Fixed(1, 1)])

    assert [day.isoformat() for day in found] == [
        "2027-01-01",
        "2027-03-28",
        "2028-01-01",
        "2028-04-16",
    ]


def test_american_holidays_of_2026():
    found = {day.isoformat() for day in holidays_in([2026], FEDERAL)}

    assert found == {
        *("2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03"),
        *("2026-07-04", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25"),
    }


def test_states_keep_days_of_their_own():
    assert dt.date(2027, 2, 9) in holidays_in([2027], LOUISIANA)  # Mardi Gras
    assert dt.date(2026, 11, 3) in holidays_in([2026], RHODE_ISLAND)  # election day
    assert dt.date(2027, 8, 9) in holidays_in([2027], RHODE_ISLAND)  # Victory Day


def test_french_holidays_of_2027():
    found = [day.isoformat()[5:] for day in holidays_in([2027], FRANCE)]

    assert found == [
        *("01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15"),
        *("11-01", "11-11", "12-25"),
    ]
