"""What follows from a wedding's place and day is said where it is known, and never guessed."""

import datetime as dt

import pytest

from tests.personalization.test_context import LENA, VENDOR, WEDDING, values

COMO = {
    **WEDDING,
    "id": 1,
    "latitude": 45.98,
    "longitude": 9.26,
    "timezone": "Europe/Rome",
    "venue_country": "IT",
}
BASEL = {**VENDOR, "timezone": "Europe/Zurich", "country": "CH"}
NOW = dt.datetime(2027, 5, 1, 12, 5, tzinfo=dt.UTC)


def wedding(**changes):
    return values(**{"vendor": BASEL, "wedding": COMO, "now": NOW, **changes})["wedding"]


def test_sunset_and_clock_are_the_venues():
    found = wedding()

    assert found["sunset"] == "21:14"
    assert found["local_time"] == "14:05"
    assert found["time_zone"] == "Central European Time"


@pytest.mark.parametrize(
    "changes",
    [
        {"longitude": None, "latitude": None},
        {"timezone": "America/Los_Angeles"},
        {"latitude": 78.2, "longitude": 15.6},
        {"precision": "month"},
    ],
)
def test_nobody_guesses_a_sunset(changes):
    assert "sunset" not in wedding(wedding={**COMO, **changes})


def test_a_zone_that_is_none_says_nothing():
    assert "time_zone" not in wedding(wedding={**COMO, "timezone": "Middle/Earth"})


@pytest.mark.parametrize(
    ("guests", "band"),
    [(0, "elopement"), (11, "micro"), (60, "intimate"), (100, "small"), (299, "large"),
     (300, "grand")],
)  # fmt: skip
def test_guests_have_a_band(guests, band):
    assert wedding(wedding={**COMO, "guests": guests})["guest_band"] == band


def test_unknown_guests_have_none():
    assert "guest_band" not in wedding(wedding={**COMO, "guests": None})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "abroad"),
        ({"venue_country": "CH"}, "home"),
        ({"venue_country": "CH", "timezone": "Asia/Tokyo"}, "far"),
        ({"venue_country": ""}, None),
    ],
)
def test_a_wedding_is_abroad_far_or_at_home(changes, expected):
    assert wedding(wedding={**COMO, **changes}).get("destination") == expected


def test_a_couple_may_live_far_from_its_venue():
    lena = {**LENA, "timezone": "Australia/Sydney"}

    at_home = {**COMO, "venue_country": "CH"}

    assert wedding(people=[lena], wedding=at_home)["destination"] == "far"


@pytest.mark.parametrize(("peak", "season"), [({6}, "peak"), ({9}, "off_peak"), (set(), None)])
def test_a_season_is_the_vendors_own(peak, season):
    assert wedding(peak=frozenset(peak)).get("season") == season


@pytest.mark.parametrize(
    ("other", "again"),
    [
        ({"id": 2, "life": "completed", "date": None}, "yes"),
        ({"id": 2, "life": "booked", "date": dt.date(2020, 5, 1)}, "yes"),
        ({"id": 2, "life": "booked", "date": dt.date(2028, 5, 1)}, None),
        ({"id": 2, "life": "cancelled", "date": dt.date(2020, 5, 1)}, None),
        ({"id": 1, "life": "completed", "date": dt.date(2020, 5, 1)}, None),
    ],
)
def test_a_client_returns_when_another_wedding_is_behind_them(other, again):
    made = values(vendor=BASEL, wedding=COMO, weddings=[other])

    assert made["couple"].get("returning") == again
    assert made["voice"].get("known") == ("returning" if again else None)
