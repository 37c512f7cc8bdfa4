"""What the caps move while a season passes."""

import datetime as dt
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from campaigns.cap import Item, OnExceed, Rule
from campaigns.cap.capacity import Capacity
from campaigns.cap.occasion import Said
from campaigns.simulation import Caps, Fate, Letter, Purse, Wished, run
from campaigns.simulation.room import next_turn
from campaigns.timeline import Planned, Reason, Slot, Stand
from campaigns.timeline.basis import Past, Settled
from messaging.policy.facts import Cap, Purpose
from tests.campaigns.simulation.seasons import END, PEOPLE, START, course
from tests.campaigns.timeline.examples import NEW_YORK, branch, step, utc
from wedsync.weddings.calendar import Window

COUPLE, DAY = UUID(int=7), dt.timedelta(days=1)
WEEKLY = Rule(Cap(1, 7 * 24, key="weekly"))
FIRST, SECOND = utc(2027, 6, 10, 13), utc(2027, 6, 11, 13)


def capped(*steps, replies=0.0, **given):
    """A course whose steps the caps may move, of a couple."""
    one = course(*steps, **{"caps": (), **given})
    items = {
        slot: Item(
            key=f"{one.enrollment}:{slot.key}:{slot.occurrence:05}",
            purpose=step_.purpose,
            channel="email",
            people=(PEOPLE[0],),
            couple=COUPLE,
            wish=START,
            zone=NEW_YORK,
            home=NEW_YORK,
            replies=replies,
        )
        for slot, step_ in one.timeline.slots
    }
    chains = {
        slot: tuple(tuple(replace(each, circle=COUPLE) for each in chain) for chain in people)
        for slot, people in one.chains.items()
    }
    return replace(one, items=items, couple=COUPLE, chains=chains)


def simulate(*courses, rules=(WEEKLY,), start=START, letters=(), **also):
    caps = Caps(tuple(rules), **also)
    return run(courses, Window(start, END), Purse(NEW_YORK), letters=letters, caps=caps)


def at(lines):
    return {line.slot.key: (line.at, line.planned) for line in lines}


GUIDE, OFFER = step("guide", days=-9), step("offer", days=-8, purpose=Purpose.MARKETING)


def test_the_less_important_is_moved_before_its_day_comes():
    lines = simulate(capped(step("offer", days=-9, purpose=Purpose.MARKETING), step(days=-8)))
    assert at(lines) == {
        "one": (SECOND, Reason.ON_TIME),
        "offer": (SECOND + 7 * DAY, Reason.CAP),
    }
    assert not any(line.delays for line in lines)


@pytest.mark.parametrize(
    ("what", "fate"), [(OnExceed.ASK, Fate.ASKED), (OnExceed.SKIP, Fate.SKIPPED)]
)
def test_a_rule_may_ask_or_leave_out(what, fate):
    lines = simulate(capped(GUIDE, OFFER), rules=[replace(WEEKLY, on_exceed=what)])
    assert {line.slot.key: line.fate for line in lines} == {"guide": Fate.SENT, "offer": fate}


def test_what_couples_heard_before_the_first_day_counts():
    heard = Said(FIRST - 3 * DAY, "helpful", "email", PEOPLE[0])
    lines = simulate(capped(GUIDE), start=FIRST - DAY, heard={COUPLE: (heard,)})
    assert at(lines) == {"guide": (FIRST + 4 * DAY, Reason.CAP)}


def test_what_waits_in_the_ledger_counts():
    waiting = capped(step("note")).chains[Slot("note")][0]
    letter = Letter(UUID(int=0), COUPLE, Planned(Slot("note"), Stand.PLANNED), waiting)
    lines = simulate(capped(GUIDE), letters=[(FIRST - DAY, letter)])
    assert at(lines)["guide"] == (FIRST + 6 * DAY, Reason.CAP)


def test_marketing_waits_for_a_day_with_time_for_its_answers():
    full = Capacity(0.5, ZoneInfo("UTC"))
    steps = (
        step("first", days=-9, purpose=Purpose.MARKETING),
        replace(step("second", days=-9, purpose=Purpose.MARKETING)),
    )
    lines = simulate(capped(*steps, replies=0.4), rules=[], capacity=full)
    assert at(lines) == {
        "first": (FIRST, Reason.ON_TIME),
        "second": (FIRST + DAY, Reason.CAP),
    }


def test_room_that_comes_back_is_used():
    """A cap had put it off; by now nothing is in the way."""
    line = Planned(Slot("guide"), Stand.PLANNED, FIRST, FIRST)
    settled = Settled(FIRST, FIRST + 5 * DAY, Reason.CAP)
    moved = replace(
        capped(GUIDE),
        past=Past(settled={Slot("guide"): settled}),
        moved={Slot("guide"): Wished(line, FIRST)},
    )
    assert at(simulate(moved)) == {"guide": (FIRST, Reason.ON_TIME)}


def test_a_persons_word_is_not_moved_and_counts():
    said = replace(capped(GUIDE, OFFER), past=Past(words={Slot("offer"): SECOND}))
    assert at(simulate(said)) == {
        "guide": (SECOND + 7 * DAY, Reason.CAP),
        "offer": (SECOND, Reason.PERSON_SET),
    }


def test_what_was_moved_stays_so_when_a_fork_is_decided():
    one = capped(GUIDE, OFFER)
    forked = replace(one, timeline=replace(one.timeline, forks=(branch(days=-7),)))
    assert at(simulate(forked)) == at(simulate(one))


def test_a_chosen_hour_keeps_its_distance():
    one = capped(GUIDE, OFFER)
    hour = dt.timedelta(hours=3)
    chains = {
        slot: tuple(tuple(replace(c, opens=SECOND + hour) for c in chain) for chain in people)
        for slot, people in one.chains.items()
        if slot.key == "offer"
    }
    lines = simulate(replace(one, chains={**one.chains, **chains}))
    assert at(lines)["offer"] == (FIRST + 7 * DAY + hour, Reason.CAP)


def test_it_turns_every_six_hours_by_the_clock():
    assert next_turn(utc(2027, 6, 10, 13)) == utc(2027, 6, 10, 18)
    assert next_turn(utc(2027, 6, 10, 18)) == utc(2027, 6, 10, 18)
    assert next_turn(utc(2027, 6, 10, 23)) == utc(2027, 6, 11)


def test_an_hour_that_no_cap_moved_is_as_it_was_chosen():
    one = capped(GUIDE)
    hour = FIRST + dt.timedelta(hours=3)
    chains = {
        slot: tuple(tuple(replace(each, opens=hour) for each in chain) for chain in people)
        for slot, people in one.chains.items()
    }
    assert at(simulate(replace(one, chains=chains))) == {"guide": (hour, Reason.ON_TIME)}
