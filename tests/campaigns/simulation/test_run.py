"""Laws of simulated seasons, and what single weddings show."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from campaigns.simulation import Fate, Purse, run
from campaigns.timeline import Lane, Late, Reason, Slot
from campaigns.timeline.basis import Basis
from messaging.policy.facts import OPTIONAL, Cap, Purpose
from tests.campaigns.simulation.seasons import END, PEOPLE, START, course, seasons
from tests.campaigns.timeline.examples import NEW_YORK, branch, step, utc, wait, wedding
from wedsync.billing.limits import Limit
from wedsync.billing.money import Money
from wedsync.weddings.calendar import WeddingDate, Window, is_protected

HOUR, DAYS = dt.timedelta(hours=1), dt.timedelta(days=1)


def purse(*limits):
    return Purse(NEW_YORK, limits=limits)


def simulate(*courses, limits=(), start=START, end=END):
    return run(courses, Window(start, end), purse(*limits))


def purposes(courses):
    return {
        candidate.key: candidate.facts
        for course in courses
        for chain in course.chains.values()
        for person in chain
        for candidate in person
    }


@pytest.mark.law
@given(seasons())
def test_on_a_weddings_own_days_only_emergencies_leave_on_any_channel(courses):
    facts = purposes(courses)
    for line in simulate(*courses):
        if line.fate is Fate.SENT and facts[line.key].purpose is not Purpose.EMERGENCY:
            windows = [Window(*each) for each in facts[line.key].protected]
            assert not is_protected(line.at, windows)


@pytest.mark.law
@given(seasons())
def test_nothing_is_said_twice(courses):
    sent = [line for line in simulate(*courses) if line.fate is Fate.SENT]
    said = Counter((line.enrollment, line.slot, line.person) for line in sent)
    assert set(said.values()) <= {1}


@pytest.mark.law
@given(seasons())
def test_nobody_hears_more_than_the_cap(courses):
    facts = purposes(courses)
    sent = [line for line in simulate(*courses) if line.fate is Fate.SENT]
    optional = [line for line in sent if facts[line.key].purpose in OPTIONAL]
    for line in optional:
        near = [
            other
            for other in optional
            if other.person == line.person and line.at - 7 * DAYS < other.at <= line.at
        ]
        assert len(near) <= 4


@pytest.mark.law
@given(seasons())
def test_a_season_has_one_outcome(courses):
    assert simulate(*courses) == simulate(*reversed(courses))


def only(lines):
    (line,) = lines
    return line


def test_a_step_leaves_at_its_moment():
    line = only(simulate(course(step(days=-7))))
    assert (line.at, line.fate, line.planned) == (utc(2027, 6, 12, 13), Fate.SENT, Reason.ON_TIME)


def test_what_a_gate_puts_off_leaves_later_and_says_which_gate():
    line = only(simulate(course(step(days=-7, at=dt.time(23)), channels=("sms",))))
    assert (line.fate, line.delays[0].gate) == (Fate.SENT, "quiet_hours")
    assert line.at > utc(2027, 6, 13, 3)


def test_the_next_channel_is_tried_where_a_gate_refuses_the_first():
    refused = course(step(days=-7), channels=("sms", "email"), consent="revoked")
    assert only(simulate(refused)).fate is Fate.DROPPED
    timeline = refused.timeline
    first, second = refused.chains[Slot("one")][0]
    allowed = replace(second, facts=replace(second.facts, consent="granted"))
    mixed = replace(refused, timeline=timeline, chains={Slot("one"): ((first, allowed),)})
    assert (only(simulate(mixed)).channel, only(simulate(mixed)).fate) == ("email", Fate.SENT)


def test_what_waits_for_a_person_is_held_for_good():
    line = only(simulate(course(step(days=-7), awaits_approval=True)))
    assert (line.fate, line.at, line.gate) == (Fate.HELD, utc(2027, 6, 12, 13), "approval")


def test_what_waits_for_a_person_may_expire():
    expires = utc(2027, 6, 13)
    line = only(simulate(course(step(days=-7), awaits_approval=True, expires_at=expires)))
    assert (line.fate, line.at) == (Fate.DROPPED, expires)


def test_what_costs_more_than_is_left_waits_for_the_next_budget():
    limit = Limit("sms", 10_000, "USD")
    texts = course(step(days=-9), step("two", days=-8), channels=("sms",))
    first, second = simulate(texts, limits=[limit])
    assert (first.at, first.cost) == (utc(2027, 6, 10, 13), Money(7_000, "USD"))
    assert second.fate is Fate.DROPPED or second.at >= utc(2027, 7, 1, 4)
    assert second.delays[0].gate == "budget"


def test_what_the_contract_asks_for_is_sent_beyond_the_budget():
    limit = Limit("sms", 10_000, "USD")
    steps = [step(f"s{n}", days=-n, purpose=Purpose.CONTRACTUAL) for n in (9, 8)]
    assert {line.fate for line in simulate(course(*steps, channels=("sms",)), limits=[limit])} == {
        Fate.SENT
    }


def test_a_price_beyond_every_limit_waits_from_month_to_month():
    """No gate knows the price of a text that hasn't been written: the money itself refuses."""
    dear = course(step(days=-9), channels=("sms",))
    (chain,) = dear.chains[Slot("one")]
    one = replace(chain[0], facts=replace(chain[0].facts, cost_micros=None))
    lines = simulate(
        replace(dear, chains={Slot("one"): ((one,),)}), limits=[Limit("sms", 5_000, "USD")]
    )
    assert lines == ()


def test_a_role_that_nobody_has_makes_no_message():
    line = only(simulate(replace(course(step(days=-7)), chains={})))
    assert (line.fate, line.reason, line.person) == (Fate.DROPPED, "nobody has this role", None)


def test_what_no_provider_carries_waits_and_says_so():
    carried = course(step(days=-7))
    (chain,) = carried.chains[Slot("one")]
    nobody = replace(chain[0], no_way="nobody carries this channel")
    line = only(simulate(replace(carried, chains={Slot("one"): ((nobody,),)})))
    assert (line.fate, line.reason) == (Fate.HELD, "nobody carries this channel")


def test_caps_count_what_is_sent_on_the_way():
    capped = course(step(days=-9), step("two", days=-8), caps=(Cap(1, 72),))
    first, second = simulate(capped)
    assert second.at == first.at + 72 * HOUR
    assert second.delays[0].gate == "frequency"


@pytest.mark.parametrize(
    ("basis", "late", "fate"),
    [
        (Basis(WeddingDate.open()), Late.SKIP, Fate.HELD),
        (wedding(START.date()), Late.ASK, Fate.ASKED),
        (wedding(START.date()), Late.SKIP, Fate.SKIPPED),
    ],
)
def test_what_makes_no_message_says_why(basis, late, fate):
    line = only(simulate(course(step(days=-7, late=late), basis=basis)))
    assert (line.fate, line.at, line.person) == (fate, START, None)


def test_what_comes_after_the_end_is_not_looked_at():
    assert simulate(course(step(days=-7)), end=utc(2027, 6, 12)) == ()
    unknown = course(step(days=-7, conditional=True))
    assert simulate(unknown, end=utc(2027, 6, 12)) == ()
    assert only(simulate(unknown)).fate is Fate.CONDITIONAL


def parted(*holds, fork=None):
    lane = {arm: step(arm, days=-5, lane=Lane("fork", arm)) for arm in ("yes", "no")}
    return course(*lane.values(), forks=[fork or branch(days=-30)], holds=holds)


def test_a_branch_takes_the_arm_of_its_frozen_condition():
    assert {line.slot.key for line in simulate(parted("fork")) if line.fate is Fate.SENT} == {"yes"}
    assert {line.slot.key for line in simulate(parted()) if line.fate is Fate.SENT} == {"no"}


@pytest.mark.parametrize(
    ("holds", "at"),
    [(["fork"], utc(2027, 5, 21, 13)), ([], utc(2027, 5, 27, 13))],
)
def test_a_wait_ends_when_its_condition_holds_or_it_was_long_enough(holds, at):
    after = step(anchor="exit:fork", days=1)
    one = course(after, forks=[wait(days=-30, longest=6 * DAYS)], holds=holds)
    assert only(simulate(one)).at == at


def test_late_steps_keep_their_places_when_a_fork_is_decided_later():
    late = [step(f"late{n}", days=-n, late=Late.COMPRESS) for n in (140, 130)]
    with_fork, without = (
        simulate(course(*late, forks=forks)) for forks in ([branch(days=-100)], [])
    )
    assert with_fork == without


def test_a_purse_counts_in_the_vendors_own_months():
    assert Purse(ZoneInfo("Asia/Tokyo")).renews_at(utc(2027, 5, 31, 16)) == utc(2027, 6, 30, 15)
    assert purse().rest("sms", START) is None


def test_a_cap_on_couples_counts_what_the_partner_heard():
    cap = Cap(1, 72, scope="couple")
    couple = course(step(days=-9), step("two", days=-8), people=PEOPLE, caps=(cap,))
    circle = UUID(int=7)
    together = {
        slot: tuple(tuple(replace(one, circle=circle) for one in chain) for chain in chains_)
        for slot, chains_ in couple.chains.items()
    }
    lines = simulate(replace(couple, chains=together))
    assert [line.at for line in lines if line.slot.key == "one"] == [utc(2027, 6, 10, 13)] * 2
    assert {line.delays[0].gate for line in lines if line.slot.key == "two"} == {"frequency"}
