"""Random weddings and timelines."""

import datetime as dt
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


def whens(exits=()):
    names = [*COUNTED, *RECORDED, *(EXIT + key for key in exits)]
    return st.builds(
        When,
        anchor=st.builds(Anchor, st.sampled_from(names), st.integers(1, 3)),
        offset=offsets,
        at=st.none() | times,
        clock=st.sampled_from(Clock),
    )


def lanes(forks):
    arms = [Lane(fork.key, arm) for fork in forks for arm in ARMS[fork.kind]]
    return st.none() | st.sampled_from(arms) if arms else st.none()


@st.composite
def forks(draw):
    made = []
    for number in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(Kind))
        made.append(
            Fork(
                key=f"fork{number}",
                kind=kind,
                when=draw(whens([fork.key for fork in made])),
                until=draw(st.none() | whens()) if kind is Kind.WAIT else None,
                longest=dt.timedelta(days=draw(st.integers(1, 60))),
                lane=draw(lanes(made)),
            )
        )
    return tuple(made)


def windows():
    hours = st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda pair: pair[0] < pair[1])
    return st.none() | hours.map(lambda pair: (dt.time(pair[0]), dt.time(pair[1])))


@st.composite
def timelines(draw, most=8):
    made = draw(forks())
    steps = [
        Step(
            key=f"step{number}",
            when=draw(whens([fork.key for fork in made])),
            purpose=draw(st.sampled_from(Purpose)),
            role=draw(st.sampled_from(("primary", "planner"))),
            channels=("email",),
            window=draw(windows()),
            late=draw(st.sampled_from(Late)),
            grace=dt.timedelta(days=draw(st.integers(0, 10))),
            lane=draw(lanes(made)),
            conditional=draw(st.booleans()),
            occurrences=draw(st.integers(1, 2)),
        )
        for number in range(draw(st.integers(1, most)))
    ]
    return Timeline(tuple(steps), made)


@st.composite
def dates(draw):
    """Exact (with up to four more days), of a month, or open."""
    day = draw(days)
    match draw(st.sampled_from(("exact", "exact", "exact", "month", "open"))):
        case "exact":
            also = draw(st.lists(st.integers(-3, 4), max_size=4))
            return WeddingDate.on(day, [day + dt.timedelta(days=n) for n in also])
        case "month":
            return WeddingDate.in_month(day.year, day.month)
        case _:
            return WeddingDate.open()


@st.composite
def bases(draw, when=None):
    """A wedding: its own days protected, the vendor's others, and maybe every Saturday."""
    when = draw(dates()) if when is None else when
    venue, vendor, home = draw(zones), draw(zones), draw(zones)
    around = draw(days)
    recorded = {name: draw(days | instants) for name in draw(st.sets(st.sampled_from(RECORDED)))}
    return Basis(
        when=when,
        venue=venue,
        vendor=vendor,
        homes={"primary": home},
        stay=stay_around(when, venue) if draw(st.booleans()) else None,
        recorded=recorded,
        protected=protected(when, venue, draw(st.integers(0, 24)), draw(st.integers(0, 24))),
        working=merged(
            protected_windows([(around + dt.timedelta(days=n), vendor) for n in (0, 2, 7)])
        ),
        saturdays=saturday_windows(Span(around, around + dt.timedelta(days=60)), vendor)
        if draw(st.booleans())
        else (),
        postponed=draw(st.booleans()),
    )


def protected(when, zone, before=0, after=0):
    if when.first_day is None or when.last_day is None:
        return ()
    length = (when.last_day - when.first_day).days + 1
    own = [when.first_day + dt.timedelta(days=n) for n in range(length)]
    return protected_windows(((day, zone) for day in own), before, after)
