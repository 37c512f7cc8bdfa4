"""The rows of the law: which hold where and when, and what they forbid."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from messaging.policy.hours import is_quiet
from messaging.policy.law import ROWS, laws_in
from messaging.policy.law.rule import opens

TODAY = dt.date(2027, 6, 15)
UTC = (ZoneInfo("UTC"),)
MONDAY, SATURDAY, SUNDAY = dt.date(2027, 6, 21), dt.date(2027, 6, 26), dt.date(2027, 6, 27)


def allowed(place, day, clock):
    """Whether texts may come in `place` at this hour, as if its clocks were UTC."""
    instant = dt.datetime.combine(day, dt.time.fromisoformat(clock), dt.UTC)
    return not any(is_quiet(instant, UTC, law.quiet_around(day)) for law in laws_in((place,), day))


def edges(place, day, opening, closing):
    before = (
        dt.datetime.combine(day, dt.time.fromisoformat(closing)) - dt.timedelta(minutes=1)
    ).time()
    return [
        allowed(place, day, opening),
        allowed(place, day, before.isoformat()),
        not allowed(place, day, closing),
        opening == "00:00" or not allowed(place, day, "00:00"),
    ]


@pytest.mark.parametrize(
    ("place", "weekday", "saturday", "sunday"),
    [
        ("US-AL", ("08:00", "20:00"), ("08:00", "20:00"), None),
        ("US-CT", ("09:00", "20:00"), ("09:00", "20:00"), ("09:00", "20:00")),
        ("US-FL", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("US-KY", ("10:00", "21:00"), ("10:00", "21:00"), ("10:00", "21:00")),
        ("US-LA", ("08:00", "20:00"), ("08:00", "20:00"), None),
        ("US-MA", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("US-MD", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("US-MI", ("09:00", "21:00"), ("09:00", "21:00"), ("09:00", "21:00")),
        ("US-MN", ("09:00", "21:00"), ("09:00", "21:00"), ("09:00", "21:00")),
        ("US-MS", ("08:00", "20:00"), ("08:00", "20:00"), None),
        ("US-NM", ("09:00", "21:00"), ("09:00", "21:00"), ("09:00", "21:00")),
        ("US-NV", ("09:00", "20:00"), ("09:00", "20:00"), ("09:00", "20:00")),
        ("US-OK", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("US-OR", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("US-PA", ("08:00", "21:00"), ("08:00", "12:00"), ("08:00", "21:00")),
        ("US-RI", ("09:00", "18:00"), ("10:00", "17:00"), None),
        ("US-SD", ("09:00", "21:00"), None, None),
        ("US-TX", ("09:00", "21:00"), ("09:00", "21:00"), ("12:00", "21:00")),
        ("US-UT", ("08:00", "21:00"), ("08:00", "21:00"), None),
        ("US-WA", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("US-WY", ("08:00", "20:00"), ("08:00", "20:00"), ("08:00", "20:00")),
        ("", ("09:00", "20:00"), ("09:00", "20:00"), ("12:00", "20:00")),
        ("AU", ("08:00", "21:00"), ("08:00", "21:00"), ("08:00", "21:00")),
        ("CA", ("09:00", "21:00"), ("10:00", "18:00"), ("10:00", "18:00")),
        ("DE", ("08:00", "21:00"), ("08:00", "21:00"), ("08:00", "21:00")),
        ("FR", ("08:00", "22:00"), ("08:00", "22:00"), None),
        ("GB", ("08:00", "21:00"), ("08:00", "21:00"), ("08:00", "21:00")),
        ("IE", ("08:00", "21:00"), ("08:00", "21:00"), ("08:00", "21:00")),
        ("IN", ("10:00", "21:00"), ("10:00", "21:00"), ("10:00", "21:00")),
        ("NL", ("08:00", "21:00"), ("08:00", "21:00"), ("08:00", "21:00")),
        ("NZ", ("08:00", "21:00"), ("08:00", "21:00"), ("08:00", "21:00")),
    ],
)
def test_a_row_opens_and_closes_to_the_minute(place, weekday, saturday, sunday):
    for day, hours in ((MONDAY, weekday), (SATURDAY, saturday), (SUNDAY, sunday)):
        if hours is None:
            assert not any(allowed(place, day, f"{hour:02}:00") for hour in range(24))
        else:
            assert all(edges(place, day, *hours))


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("FR", "2027-07-14"),
        ("FR", "2027-05-06"),
        ("US-AL", "2027-06-07"),
        ("US-LA", "2027-02-09"),
        ("US-MS", "2027-04-26"),
        ("US-PA", "2027-11-25"),
        ("US-RI", "2027-08-09"),
        ("US-UT", "2028-07-24"),
    ],
)
def test_a_holiday_is_quiet_all_day_where_the_law_says_so(place, day):
    holiday = dt.date.fromisoformat(day)

    assert not any(allowed(place, holiday, f"{hour:02}:00") for hour in range(24))
    assert allowed("US-FL", holiday, "12:00")


def test_a_law_holds_from_its_day_on():
    eve, new_year = dt.date(2025, 12, 31), dt.date(2026, 1, 1)

    assert [law.place for law in laws_in(("US-OR",), eve)] == [""]
    assert [law.place for law in laws_in(("US-OR",), new_year)] == ["US-OR"]


@pytest.mark.parametrize("place", ["US", "US-CA", "BR", "", "nonsense"])
def test_where_nothing_is_known_the_default_holds(place):
    assert [law.place for law in laws_in((place,), TODAY)] == [""]


def test_nobody_knowing_where_is_the_default_too():
    assert laws_in((), TODAY) == laws_in(("",), TODAY)


def test_a_province_falls_back_to_its_country():
    assert [law.name for law in laws_in(("CA-ON",), TODAY)] == ["Canada"]


def test_all_plausible_places_must_be_kept_each_once():
    laws = laws_in(("US-RI", "FR", "US-CA", "US-NY"), TODAY)

    assert [law.place for law in laws] == ["US-RI", "FR", ""]


def test_every_row_names_its_source_and_no_place_has_two_of_one_day():
    assert all(row.source and row.name for row in ROWS)
    assert len({(row.place, row.since) for row in ROWS}) == len(ROWS)


def test_half_hours_can_be_written():
    assert opens(9, 21.5) == (dt.time(9), dt.time(21, 30))
