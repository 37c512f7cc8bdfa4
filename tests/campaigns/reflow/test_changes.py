"""Facts that change: what moves along, and that a stored change is what it was."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.reflow.changes import Day, Facts, Mark, Move, changed, moved
from campaigns.reflow.changes_json import over, to_json
from wedsync.weddings.calendar import Precision

PACIFIC = ZoneInfo("America/Los_Angeles")
JUNE = dt.date(2027, 6, 19)
EXACT = Precision.EXACT
days = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
times = st.times().map(lambda at: at.replace(microsecond=0))
instants = st.datetimes(
    dt.datetime(1950, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone itself
    dt.datetime(2150, 12, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
names = st.sampled_from(["inquiry", "booked", "balance_due", "gallery", "sangeet"])


@st.composite
def facts(draw):
    precision = draw(st.sampled_from(Precision))
    return Facts(
        date=None if precision is Precision.OPEN else draw(days),
        precision=precision,
        days=tuple(draw(st.lists(st.builds(Day, names, days, st.none() | times), max_size=3))),
        zone=draw(st.sampled_from(["", "Asia/Kolkata", "Pacific/Apia"])),
        life=draw(st.sampled_from(["booked", "postponed", "separated"])),
        milestones=draw(
            st.dictionaries(names, st.builds(Mark, days, st.none() | instants), max_size=3)
        ),
        roles=draw(st.dictionaries(st.uuids().map(str), st.just("planner"), max_size=2)),
    )


@pytest.mark.law
@given(facts(), facts())
def test_a_stored_change_leads_from_one_to_the_other_and_back(before, after):
    names = changed(before, after)
    forth = orjson.loads(orjson.dumps(to_json(after, names)))
    back = orjson.loads(orjson.dumps(to_json(before, names)))

    assert over(before, forth) == after
    assert over(after, back) == before


@pytest.mark.law
@given(facts(), days, st.booleans(), st.booleans())
def test_moving_there_and_back_leaves_nothing_changed(before, day, along, marks):
    before = replace(before, date=JUNE, precision=EXACT, milestones={})
    there = moved(before, Move(day, EXACT, along, marks), PACIFIC)

    assert moved(there, Move(JUNE, EXACT, along, marks), PACIFIC) == before


@pytest.mark.law
@given(facts(), days, st.booleans(), st.booleans())
def test_a_move_changes_nothing_but_days(before, day, along, marks):
    after = moved(before, Move(day, EXACT, along, marks), PACIFIC)

    assert set(changed(before, after)) <= {"date", "precision", "days", "milestones"}
    assert {name for name, _ in before.milestones.items()} == set(after.milestones)


def wedding():
    return Facts(
        date=JUNE,
        precision=EXACT,
        days=(Day("rehearsal", dt.date(2027, 6, 18), dt.time(18)),),
        milestones={
            "booked": Mark(dt.date(2026, 5, 1)),
            "balance_due": Mark(dt.date(2027, 5, 20)),
            "ceremony": Mark(JUNE, dt.datetime(2027, 6, 19, 22, 30, tzinfo=dt.UTC)),
        },
    )


def test_its_other_days_keep_their_distance():
    after = moved(wedding(), Move(dt.date(2027, 9, 4), EXACT), PACIFIC)

    assert after.days == (Day("rehearsal", dt.date(2027, 9, 3), dt.time(18)),)
    assert after.milestones == wedding().milestones


def test_its_other_days_stay_where_somebody_wants_them_to():
    after = moved(wedding(), Move(dt.date(2027, 6, 20), EXACT, days=False), PACIFIC)

    assert after.days == wedding().days


def test_what_is_due_moves_along_and_what_has_been_does_not():
    after = moved(wedding(), Move(dt.date(2027, 12, 18), EXACT, milestones=True), PACIFIC)

    assert after.milestones["booked"] == Mark(dt.date(2026, 5, 1))
    assert after.milestones["balance_due"] == Mark(dt.date(2027, 11, 18))


def test_an_instant_keeps_its_time_of_day_through_a_change_of_clocks():
    after = moved(wedding(), Move(dt.date(2027, 12, 18), EXACT, milestones=True), PACIFIC)

    assert after.milestones["ceremony"].at.astimezone(PACIFIC).time() == dt.time(15, 30)


def test_without_a_date_its_own_days_are_unknown_and_its_contract_stays():
    after = moved(wedding(), Move(None, Precision.OPEN, milestones=True), PACIFIC)

    assert (after.date, after.days) == (None, ())
    assert after.milestones == wedding().milestones


def test_a_month_is_kept_by_its_first_day():
    assert moved(wedding(), Move(JUNE, Precision.MONTH), PACIFIC).date == dt.date(2027, 6, 1)


def test_its_days_have_no_distance_to_a_date_nobody_knew():
    before = replace(wedding(), date=None, precision=Precision.OPEN)

    assert moved(before, Move(JUNE, EXACT), PACIFIC).days == wedding().days


@pytest.mark.parametrize("day", [None, dt.date(226, 6, 1), dt.date(2226, 6, 1)])
def test_a_date_nobody_weds_on_is_refused(day):
    with pytest.raises(ValueError, match=r"no date|No wedding"):
        moved(wedding(), Move(day, EXACT), PACIFIC)


def test_what_is_no_fact_is_not_read():
    with pytest.raises(KeyError):
        over(wedding(), {"guests": 80})
