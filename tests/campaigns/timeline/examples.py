"""A wedding and steps to write examples with."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from campaigns.timeline import Basis, Fork, Slot, Step, Timeline, When, plan
from campaigns.timeline.plan import NOTHING_YET
from campaigns.timeline.step import Kind
from wedsync.weddings.calendar import Anchor, Offset, WeddingDate, protected_windows, stay_around

NEW_YORK, MAKASSAR, LONDON = (
    ZoneInfo(name) for name in ("America/New_York", "Asia/Makassar", "Europe/London")
)
DAY = dt.date(2027, 6, 19)  # a Saturday


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def wedding(day=DAY, zone=NEW_YORK, **also):
    """Of one day, protected from midnight to midnight."""
    given = {
        "when": WeddingDate.on(day),
        "venue": zone,
        "vendor": zone,
        "protected": protected_windows([(day, zone)]),
    }
    return Basis(**{**given, **also})


def abroad():
    """A couple from London that marries on Bali."""
    basis = wedding(zone=MAKASSAR, homes={"primary": LONDON})
    return replace(basis, stay=stay_around(basis.when, MAKASSAR))


def when(anchor="wedding_day", at=dt.time(9), clock="venue", **offset):
    return When(anchor=Anchor(anchor), offset=Offset(**offset), at=at, clock=clock)


def step(key="one", anchor="wedding_day", at=dt.time(9), clock="venue", lane=None, **given):
    units = {"months", "weeks", "days", "working_days", "hours"}
    offset = {name: given.pop(name) for name in units & set(given)}
    return Step(key=key, when=when(anchor, at, clock, **offset), lane=lane, **given)


def branch(key="fork", **given):
    return Fork(key=key, kind=Kind.BRANCH, when=when(**given))


def wait(key="fork", until=None, longest=None, **given):
    return Fork(key=key, kind=Kind.WAIT, when=when(**given), until=until, longest=longest)


def planned(steps, basis, now, past=NOTHING_YET, forks=(), **also):
    """The lines of a plan by key of step (its first occurrence)."""
    lines = plan(Timeline(tuple(steps), tuple(forks)), basis, now, past, **also)
    return {line.slot.key: line for line in lines if line.slot == Slot(line.slot.key)}
