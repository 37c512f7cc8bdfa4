"""A past under other rules."""

import datetime as dt
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.simulation import Candidate, Fate, Letter, Purse, Rules, replay, run
from campaigns.timeline import Planned, Slot, Stand
from messaging.policy.facts import Cap, Purpose, Sent
from messaging.policy.hours import Quiet
from messaging.policy.judge import judge
from messaging.policy.verdict import Allow
from tests.campaigns.simulation.seasons import CHANNELS, END, PEOPLE, START, course, facts
from tests.campaigns.timeline.examples import step, wedding
from wedsync.weddings.calendar import Window

HOUR, DAYS = dt.timedelta(hours=1), dt.timedelta(days=1)
UTC = ZoneInfo("UTC")
NOBODY = UUID(int=0)


def letter(at, key="one", channel="email", later=(), **given):
    known = facts(Purpose.MARKETING, channel, wedding(), now=at, **given)
    looks = tuple(replace(known, now=now, **changes) for now, changes in later)
    one = Candidate(key, PEOPLE[0], channel, known, later=looks)
    planned = Planned(Slot(key), Stand.PLANNED, at, at)
    return at, Letter(NOBODY, NOBODY, planned, (one,))


def lines(*letters, rules=None, start=START):
    return replay(letters, start, END, rules or Rules())


def test_a_lower_cap_puts_off_what_was_sent():
    sent = [letter(START + n * HOUR, f"m{n}") for n in range(2)]
    assert [line.at for line in lines(*sent)] == [START, START + HOUR]
    first, second = lines(*sent, rules=Rules(cap=Cap(1, 24)))
    assert (first.at, second.at) == (START, START + 24 * HOUR)
    assert second.delays[0].gate == "frequency"


def test_other_quiet_hours_move_a_text():
    text = letter(START + 9 * HOUR, channel="sms")
    early = Rules(quiet=Quiet(dt.time(12), dt.time(15)))
    assert lines(text)[0].at == START + 9 * HOUR
    assert lines(text, rules=early)[0].at > START + 9 * HOUR


def test_a_saturday_blanket_can_be_laid_or_lifted():
    saturday = START + 5 * DAYS
    assert lines(letter(saturday))[0].at == saturday
    assert lines(letter(saturday), rules=Rules(saturday_blanket=True))[0].at > saturday
    laid = letter(saturday, saturday_blanket=True)
    assert lines(laid)[0].at > saturday
    assert lines(laid, rules=Rules(saturday_blanket=False))[0].at == saturday


def test_a_share_of_the_peak_season_can_be_kept():
    peak = ((START, START + 30 * DAYS),)
    offer = letter(START, peak=peak, invites_reply=True, lot=10)
    assert lines(offer)[0].at == START + 30 * DAYS
    assert lines(offer, rules=Rules(peak_keep=50))[0].at == START


def test_what_a_person_released_is_released_when_it_was():
    """It waited for an approval that came three days later."""
    held = letter(
        START,
        awaits_approval=True,
        later=[(START + HOUR, {}), (START + 3 * DAYS, {"awaits_approval": False})],
    )
    (line,) = lines(held)
    assert (line.fate, line.at) == (Fate.SENT, START + 3 * DAYS)


def test_what_was_never_released_is_held():
    (line,) = lines(letter(START, awaits_approval=True, later=[(START + HOUR, {})]))
    assert (line.fate, line.at) == (Fate.HELD, START + HOUR)


def test_what_was_heard_before_the_first_day_counts():
    heard = (Sent(START - HOUR, Purpose.HELPFUL, "email"), Sent(START + HOUR, "helpful", "email"))
    (line,) = lines(letter(START + 2 * HOUR, recent=heard), rules=Rules(cap=Cap(1, 24)))
    assert line.at == START + 23 * HOUR


def looked_at(at, known):
    """As the ledger would have recorded it: every look at a message until it went."""
    looks = []
    while True:
        now = replace(known, now=at)
        looks.append(now)
        verdict = judge(now).verdict
        if isinstance(verdict, Allow):
            return looks
        at = verdict.until + dt.timedelta(seconds=2)  # a worker is never quite punctual


@pytest.mark.law
@given(st.integers(0, 2000), st.sampled_from(list(CHANNELS)), st.booleans())
def test_unchanged_rules_give_what_happened(hours, channel, blanket):
    at = START + hours * HOUR
    known = facts(Purpose.HELPFUL, channel, wedding(), saturday_blanket=blanket)
    first, *later = looked_at(at, known)
    one = Candidate("one", PEOPLE[0], channel, first, later=tuple(later))
    planned = Planned(Slot("one"), Stand.PLANNED, at, at)
    (line,) = replay([(at, Letter(NOBODY, NOBODY, planned, (one,)))], START, END)
    assert line.at == (later or [first])[-1].now


def test_what_is_on_its_way_counts_for_what_comes():
    """A campaign's message that waits already, and a timeline's step an hour after it."""
    waiting = letter(START, "campaign", caps=(Cap(1, 24),))
    step_ = course(step(at=None, hours=1, anchor="booked"), caps=(Cap(1, 24),))
    basis = replace(step_.basis, recorded={"booked": START})
    first, second = run(
        [replace(step_, basis=basis)], Window(START, END), Purse(UTC), letters=[waiting]
    )
    assert (first.key, first.at) == ("campaign", START)
    assert second.at == START + 24 * HOUR
