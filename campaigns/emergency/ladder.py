"""Person after person, channel after channel, until somebody answers.

A rung that can't carry (no address, STOP, suppressed, bounced) is left at once; one that may have
arrived gets its minutes. What is said is never said twice.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Fate(StrEnum):
    """What is known of a rung."""

    AHEAD = "ahead"
    SAID = "said"  # on its way, or there: nobody has answered yet
    FAILED = "failed"  # it did not, or will never, reach them this way


@dataclass(frozen=True)
class Rung:
    number: int
    fate: Fate
    said_at: dt.datetime | None = None
    reachable: bool = True  # there is an address, and somebody carries it


@dataclass(frozen=True)
class Say:
    number: int


@dataclass(frozen=True)
class Skip:
    """Nobody can be reached this way: on to the next, at once."""

    number: int


@dataclass(frozen=True)
class Wait:
    until: dt.datetime


@dataclass(frozen=True)
class Exhausted:
    pass


Move = Say | Skip | Wait | Exhausted


def ladder(people: Sequence[UUID], channels: Sequence[str]) -> Iterator[tuple[UUID, str]]:
    """The first person over every channel, then the next; each way once."""
    return iter(dict.fromkeys((person, way) for person in people for way in channels))


def next_move(rungs: Sequence[Rung], every: dt.timedelta, now: dt.datetime) -> Move:
    """`rungs` in their order; the next is due when the last one said has failed or had its time."""
    said = [rung for rung in rungs if rung.fate is not Fate.AHEAD]
    last = said[-1] if said else None
    if last and last.fate is Fate.SAID and last.said_at and now < last.said_at + every:
        return Wait(last.said_at + every)
    ahead = next((rung for rung in rungs if rung.fate is Fate.AHEAD), None)
    if ahead is None:
        return Exhausted()
    return Say(ahead.number) if ahead.reachable else Skip(ahead.number)
