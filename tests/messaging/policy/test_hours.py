"""Quiet hours on a wall: overnight, through changes of clocks, in several zones at once."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.hours import (
    EVERY_DAY,
    NIGHT,
    Quiet,
    is_quiet,
    known_zones,
    next_allowed,
    quiet_within,
)
from tests.messaging.policy.strategies import ZONES, instants, quiet, tuples
from wedsync.weddings.calendar import Window, utc

NEW_YORK, BERLIN = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
LORD_HOWE, KOLKATA = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
MINUTE = dt.timedelta(minutes=1)
zones = tuples(st.sampled_from(ZONES), 3).map(known_zones)


def at(text, zone, fold=0):
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(dt.UTC)


def reads_quiet(instant, zone, each):
    """The plain definition: what a wall reads, without any thought about changed clocks."""
    wall = instant.astimezone(zone)
    today, yesterday = wall.date(), wall.date() - dt.timedelta(days=1)
    begins = [day.weekday() in each.weekdays or day in each.dates for day in (today, yesterday)]
    if each.start < each.end:
        return begins[0] and each.start <= wall.time() < each.end
    return (begins[0] and wall.time() >= each.start) or (begins[1] and wall.time() < each.end)


@given(instants, zones, tuples(quiet, 2))
def test_what_the_wall_calls_quiet_is_quiet(now, somewhere, hours):
    if any(reads_quiet(now, zone, each) for zone in somewhere for each in hours):
        assert is_quiet(now, somewhere, hours)


@given(instants, st.sampled_from([KOLKATA, ZoneInfo("UTC")]), tuples(quiet, 2))
def test_where_clocks_never_change_quiet_is_what_the_wall_says(now, zone, hours):
    assert is_quiet(now, (zone,), hours) == any(reads_quiet(now, zone, each) for each in hours)


@given(instants, zones, tuples(quiet, 2))
def test_the_next_allowed_instant_is_allowed_and_not_before(now, somewhere, hours):
    allowed = next_allowed(now, somewhere, hours)

    assert allowed is None or (allowed >= now and not is_quiet(allowed, somewhere, hours))


@given(instants, zones, tuples(quiet, 2), st.floats(0, 1, exclude_max=True))
def test_nothing_between_is_allowed(now, somewhere, hours, part):
    allowed = next_allowed(now, somewhere, hours) or now + dt.timedelta(days=14)

    if allowed > now:
        between = min(now + (allowed - now) * part, allowed - dt.timedelta.resolution)
        assert is_quiet(between, somewhere, hours)


@given(instants, zones, tuples(quiet, 2), quiet)
def test_more_quiet_never_lets_anything_out_earlier(now, somewhere, hours, more):
    before = next_allowed(now, somewhere, hours)
    after = next_allowed(now, somewhere, (*hours, more))

    assert after is None or (before is not None and after >= before)


def test_without_quiet_hours_everything_may_go():
    now = at("2027-06-19T03:00", BERLIN)

    assert next_allowed(now, (BERLIN,), ()) == now


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2027-06-19T20:59", "2027-06-19T20:59"),
        ("2027-06-19T21:00", "2027-06-20T08:00"),
        ("2027-06-20T00:30", "2027-06-20T08:00"),
        ("2027-06-20T07:59", "2027-06-20T08:00"),
        ("2027-06-20T08:00", "2027-06-20T08:00"),
    ],
)
def test_a_night_runs_into_the_next_day(now, until):
    assert next_allowed(at(now, BERLIN), (BERLIN,), (NIGHT,)) == at(until, BERLIN)


def test_midnight_to_midnight_is_the_whole_day():
    sunday = Quiet(dt.time(), dt.time(), (6,))

    assert next_allowed(at("2027-06-20T12:00", BERLIN), (BERLIN,), (sunday,)) == at(
        "2027-06-21T00:00", BERLIN
    )


def test_a_date_is_quiet_like_a_weekday():
    bastille = Quiet(dt.time(), dt.time(), (), (dt.date(2027, 7, 14),))

    assert is_quiet(at("2027-07-14T12:00", BERLIN), (BERLIN,), (bastille,))
    assert not is_quiet(at("2027-07-13T12:00", BERLIN), (BERLIN,), (bastille,))


@pytest.mark.parametrize(
    ("zone", "now", "ends", "until"),
    [
        (NEW_YORK, "2027-03-14T01:00", dt.time(2, 30), "2027-03-14T03:00"),
        (BERLIN, "2027-03-28T01:00", dt.time(2, 30), "2027-03-28T03:00"),
        (LORD_HOWE, "2027-10-03T01:00", dt.time(2, 15), "2027-10-03T02:30"),
    ],
)
def test_an_end_that_is_skipped_is_the_first_instant_after_the_gap(zone, now, ends, until):
    hours = (Quiet(dt.time(21), ends),)

    assert next_allowed(at(now, zone), (zone,), hours) == at(until, zone)


@pytest.mark.parametrize(
    ("zone", "day"),
    [(NEW_YORK, "2027-11-07"), (BERLIN, "2027-10-31"), (LORD_HOWE, "2027-04-04")],
)
def test_an_hour_that_comes_twice_is_quiet_both_times(zone, day):
    ends = {NEW_YORK: "01:45", BERLIN: "02:45", LORD_HOWE: "01:45"}[zone]
    hours = (Quiet(dt.time(21), dt.time.fromisoformat(ends)),)
    midnight = at(f"{day}T00:00", zone)

    assert next_allowed(midnight, (zone,), hours) == at(f"{day}T{ends}", zone, fold=1)


def test_ramadan_moves_casablanca_twice_a_year():
    casablanca = ZoneInfo("Africa/Casablanca")
    hours = (Quiet(dt.time(21), dt.time(8)),)

    for day in ("2027-02-07", "2027-03-14"):
        allowed = next_allowed(at(f"{day}T00:30", casablanca), (casablanca,), hours)
        assert allowed.astimezone(casablanca).time() == dt.time(8)


def test_every_plausible_zone_must_allow_it():
    now = at("2027-06-19T08:00", NEW_YORK)  # 05:00 in Los Angeles

    assert next_allowed(now, (NEW_YORK, LOS_ANGELES), (NIGHT,)) == at(
        "2027-06-19T08:00", LOS_ANGELES
    )


def test_two_places_that_are_never_awake_together_have_no_next_instant():
    hours = (Quiet(dt.time(17), dt.time(10)),)

    assert (
        next_allowed(at("2027-06-19T12:00", BERLIN), known_zones(["UTC", "Etc/GMT-12"]), hours)
        is None
    )


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        next_allowed(dt.datetime(2027, 6, 19, 12), (BERLIN,), (NIGHT,))  # noqa: DTZ001 -- the very thing


def test_nonsense_is_no_zone_and_nothing_is_utc():
    assert known_zones(["Europe/Berlin", "Mars/Olympus", "", "../etc"]) == (BERLIN,)
    assert known_zones(["Mars/Olympus"]) == known_zones([]) == (ZoneInfo("UTC"),)


def test_every_day_has_seven():
    assert [dt.date(2027, 6, 14 + day).weekday() for day in EVERY_DAY] == list(EVERY_DAY)


@given(instants, st.integers(1, 5_000), st.sampled_from(ZONES), st.lists(quiet, max_size=2))
def test_the_quiet_of_a_span_is_just_its_quiet_instants(start, minutes, zone, hours):
    span = Window(utc(start), utc(start) + dt.timedelta(minutes=minutes))
    zones, rules = known_zones([zone]), tuple(hours)

    found = quiet_within(span, zones, rules)

    assert all(span.start <= one.start < one.end <= span.end for one in found)
    for instant in (span.start + dt.timedelta(minutes=n) for n in range(0, minutes, 97)):
        inside = any(one.start <= instant < one.end for one in found)
        assert inside == is_quiet(instant, zones, rules)
