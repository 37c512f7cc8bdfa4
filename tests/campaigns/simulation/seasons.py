"""Random seasons to simulate."""

import datetime as dt
from dataclasses import replace
from functools import cache
from uuid import UUID

from hypothesis import strategies as st

from campaigns.simulation import Candidate, Course
from campaigns.timeline import Timeline
from messaging.policy.facts import Cap, Facts, Purpose
from tests.campaigns.timeline.examples import wedding
from tests.campaigns.timeline.plans import bases, timelines
from wedsync.billing.money import Money

CHANNELS = {
    "email": "ana@example.test",
    "sms": "+14155550101",
    "whatsapp": "+14155550101",
    "push": "token",
    "in_app": "ana",
}
START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
END = START + dt.timedelta(days=550)
PEOPLE = [UUID(int=number) for number in (1, 2)]


def facts(purpose, channel, basis, **given):
    """Of somebody who may be written to."""
    known = {
        "now": START,
        "purpose": Purpose(purpose),
        "channel": channel,
        "address": CHANNELS[channel],
        "consent": "granted",
        "zones": (basis.venue.key,),
        "places": ("US-CA", "US"),
        "protected": tuple((one.start, one.end) for one in basis.protected),
        "caps": (Cap(4, 7 * 24),),
        "has_template": True,
    }
    return Facts(**{**known, **given})


def chains(timeline, basis, people, channels, number=0, **given):
    """By slot: for each person, one channel after the other."""
    return {
        slot: tuple(
            tuple(
                Candidate(
                    f"timeline:{number}:{slot.key}:{slot.occurrence}:{person}:{channel}",
                    person,
                    channel,
                    facts(step.purpose, channel, basis, **given),
                    cost=Money(7_000, "USD") if channel == "sms" else None,
                )
                for channel in channels
            )
            for person in people
        )
        for slot, step in timeline.slots
    }


def course(*steps, basis=None, forks=(), people=PEOPLE[:1], channels=("email",), **given):
    timeline, basis = Timeline(steps, forks), basis or wedding()
    facts = {name: given.pop(name) for name in list(given) if name != "holds"}
    return Course(
        enrollment=UUID(int=1),
        wedding=UUID(int=2),
        timeline=timeline,
        basis=basis,
        chains=chains(timeline, basis, people, channels, **facts),
        holds=frozenset(given.get("holds", ())),
    )


# A wedding of another year would have nothing to be left alone on.
near = st.dates(START.date(), END.date())
orders, lengths = st.permutations(list(CHANNELS)), st.integers(1, 5)
companies = st.sampled_from([PEOPLE[:1], PEOPLE])
stops = st.sampled_from(("", "", "", "cancelled"))
holding = st.sets(st.sampled_from(("fork0", "fork1")))
blankets = st.booleans()


@cache
@st.composite
def courses(draw, number=0):
    timeline, basis = draw(timelines(most=6)), draw(bases(near))
    reach = draw(orders)[: draw(lengths)]
    people = draw(companies)
    blanket = draw(blankets)
    return Course(
        enrollment=UUID(int=100 + number),
        wedding=UUID(int=200 + number),
        timeline=timeline,
        basis=replace(basis, stopped=draw(stops)),
        chains=chains(timeline, basis, people, reach, number, saturday_blanket=blanket),
        holds=frozenset(draw(holding)),
    )


@cache
def seasons(most=3):
    return st.integers(1, most).flatmap(
        lambda count: st.tuples(*(courses(number) for number in range(count)))
    )
