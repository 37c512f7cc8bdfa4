"""Random weddings and timelines."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from campaigns.timeline import Basis, Fork, Lane, Late, Step, Timeline, When
from campaigns.timeline.step import ARMS, EXIT, Clock, Kind
from messaging.policy.facts import Purpose
from wedsync.weddings.calendar import (
    Anchor,
    Offset,
    WeddingDate,
    merged,
    protected_windows,
    saturday_windows,
    stay_around,
)
from wedsync.weddings.calendar.dates import Span

# Half hours, changes over midnight, a skipped day, both hemispheres.
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "America/New_York",
        "Europe/London",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/St_Johns",
        "Pacific/Auckland",
        "Asia/Makassar",
        "America/Nuuk",
    )
]
zones = st.sampled_from(ZONES)
days = st.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31))
instants = st.datetimes(
    dt.datetime(2024, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone itself
    dt.datetime(2032, 12, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
RECORDED = ("inquiry", "booked", "balance_due", "gallery", "ceremony")
COUNTED = ("wedding_day", "first_day", "last_day", "anniversary")

offsets = st.builds(
    Offset,
    months=st.integers(-14, 14),
    weeks=st.integers(-8, 8),
    days=st.integers(-40, 40),
    working_days=st.integers(-15, 15),
    hours=st.integers(-30, 30),
)


# Strategies are made once: hypothesis takes longer to look through a new one than to draw from it.
flags, hours_around, kinds = st.booleans(), st.integers(0, 24), st.sampled_from(Kind)
names_recorded = st.sets(st.sampled_from(RECORDED))
days_or_instants = days | instants
none_or_times = st.none() | times
one_to_three, few, counts = st.integers(1, 3), st.integers(0, 2), cache(st.integers)
purposes, policies = st.sampled_from(Purpose), st.sampled_from(Late)
roles = st.sampled_from(("primary", "planner"))
precisions = st.sampled_from(("exact", "exact", "exact", "month", "open"))
further = st.lists(st.integers(-3, 4), max_size=4)
some_hours = st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda two: two[0] < two[1])
windows = st.none() | some_hours.map(lambda two: (dt.time(two[0]), dt.time(two[1])))


@cache
def whens(exits=()):
    names = [*COUNTED, *RECORDED, *(EXIT + key for key in exits)]
    return st.builds(
        When,
        anchor=st.builds(Anchor, st.sampled_from(names), one_to_three),
        offset=offsets,
        at=none_or_times,
        clock=st.sampled_from(Clock),
    )


@cache
def untils():
    return st.none() | whens()


def lanes(forks):
    return _lanes(tuple(Lane(fork.key, arm) for fork in forks for arm in ARMS[fork.kind]))


@cache
def _lanes(arms):
    return st.none() | st.sampled_from(arms) if arms else st.none()


@cache
@st.composite
def forks(draw):
    made = []
    for number in range(draw(few)):
        kind = draw(kinds)
        made.append(
            Fork(
                key=f"fork{number}",
                kind=kind,
                when=draw(whens(tuple(fork.key for fork in made))),
                until=draw(untils()) if kind is Kind.WAIT else None,
                longest=dt.timedelta(days=draw(counts(1, 60))),
                lane=draw(lanes(made)),
            )
        )
    return tuple(made)


@cache
@st.composite
def timelines(draw, most=8):
    made = draw(forks())
    steps = [
        Step(
            key=f"step{number}",
            when=draw(whens(tuple(fork.key for fork in made))),
            purpose=draw(purposes),
            role=draw(roles),
            channels=("email",),
            window=draw(windows),
            late=draw(policies),
            grace=dt.timedelta(days=draw(counts(0, 10))),
            lane=draw(lanes(made)),
            conditional=draw(flags),
            occurrences=draw(counts(1, 2)),
        )
        for number in range(draw(counts(1, most)))
    ]
    return Timeline(tuple(steps), made)


@cache
@st.composite
def dates(draw, days=days):
    """Exact (with up to four more days), of a month, or open."""
    day = draw(days)
    match draw(precisions):
        case "exact":
            also = draw(further)
            return WeddingDate.on(day, [day + dt.timedelta(days=n) for n in also])
        case "month":
            return WeddingDate.in_month(day.year, day.month)
        case _:
            return WeddingDate.open()


@cache
@st.composite
def bases(draw, days=days):
    """A wedding on one of these days: its own protected, the vendor's others, maybe Saturdays."""
    when = draw(dates(days))
    venue, vendor, home = draw(zones), draw(zones), draw(zones)
    around = draw(days)
    recorded = {name: draw(days_or_instants) for name in draw(names_recorded)}
    return Basis(
        when=when,
        venue=venue,
        vendor=vendor,
        homes={"primary": home},
        stay=stay_around(when, venue) if draw(flags) else None,
        recorded=recorded,
        protected=protected(when, venue, draw(hours_around), draw(hours_around)),
        working=merged(
            protected_windows([(around + dt.timedelta(days=n), vendor) for n in (0, 2, 7)])
        ),
        saturdays=saturday_windows(Span(around, around + dt.timedelta(days=60)), vendor)
        if draw(flags)
        else (),
        postponed=draw(flags),
    )


def protected(when, zone, before=0, after=0):
    if when.first_day is None or when.last_day is None:
        return ()
    length = (when.last_day - when.first_day).days + 1
    own = [when.first_day + dt.timedelta(days=n) for n in range(length)]
    return protected_windows(((day, zone) for day in own), before, after)
