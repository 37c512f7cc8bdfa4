"""What is planned, what has left, and what becomes of it under the rules."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from messaging.policy.facts import Cap, Purpose
from wedsync.weddings.calendar import Window

NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
UTC = ZoneInfo("UTC")


class OnExceed(StrEnum):
    """What becomes of a message that would be one too many. The later one is the stricter."""

    MOVE = "move"  # to the next free day, at its own hour
    ASK = "ask"  # somebody decides
    SKIP = "skip"


@dataclass(frozen=True)
class Rule:
    """A cap with a name (`cap.key`), and what it does to what is too much."""

    cap: Cap
    on_exceed: OnExceed = OnExceed.MOVE


class Source(IntEnum):
    """Where it comes from. What a wedding is owed anyway goes before what goes to many."""

    TIMELINE = 0
    CAMPAIGN = 1


@dataclass(frozen=True, kw_only=True)
class Item:
    """One planned message. All instants are aware.

    `wish`: when its timeline or campaign would say it. `last`: from then on it makes no sense.
    `closed`: hours in which it may not be said. `zone`: its readers'; `home`: the one a couple's
    days are counted in. `replies`: how many answers it brings in, on average.
    """

    key: Hashable
    purpose: Purpose
    channel: str
    people: tuple[Hashable, ...]
    couple: Hashable
    wish: dt.datetime
    last: dt.datetime | None = None
    closed: tuple[Window, ...] = ()
    zone: ZoneInfo = UTC
    home: ZoneInfo = UTC
    replies: float = 0.0
    source: Source = Source.TIMELINE


@dataclass(frozen=True, kw_only=True)
class Left:
    """What has left, or waits in the ledger to leave at that instant: nobody moves it any more."""

    at: dt.datetime
    purpose: Purpose
    channel: str
    people: tuple[Hashable, ...]
    couple: Hashable
    replies: float = 0.0

    @classmethod
    def of(cls, item: Item, at: dt.datetime) -> "Left":
        """An item that stays where it is by now, which may not be where it was wished for."""
        return cls(
            at=at,
            purpose=item.purpose,
            channel=item.channel,
            people=item.people,
            couple=item.couple,
            replies=item.replies,
        )


class Fate(StrEnum):
    KEPT = "kept"
    MOVED = "moved"
    ASKED = "asked"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Placed:
    """`at` None: it isn't said, or not before somebody says so. `rule`: whose limit it met.

    Kept under a rule: nothing else was free before it would have been too late.
    """

    item: Item
    fate: Fate
    at: dt.datetime | None
    rule: str = ""
