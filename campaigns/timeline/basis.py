"""What a plan rests on: the facts of one wedding, gathered once and frozen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from campaigns.timeline.reason import Reason
from campaigns.timeline.step import Clock, Slot
from wedsync.weddings.calendar import Stay, WeddingDate, Window, WorkingWeek, zone_on

UTC = ZoneInfo("UTC")
MONDAY_TO_FRIDAY = WorkingWeek()


@dataclass(frozen=True)
class Basis:
    """One wedding. `recorded`: its other days and instants by name; instants are aware.

    `protected`: its own days, padded. `working`: the vendor's other weddings, on which nothing
    that invites a reply goes out. `saturdays`: the blanket, where the vendor wants it.
    `homes`: the zone each role lives in. `stopped`: why everything automatic has ended, or "".
    `postponed`: put off, and nobody knows until when.
    """

    when: WeddingDate
    venue: ZoneInfo = UTC
    vendor: ZoneInfo = UTC
    homes: Mapping[str, ZoneInfo] = field(default_factory=dict)
    stay: Stay | None = None
    recorded: Mapping[str, dt.date | dt.datetime] = field(default_factory=dict)
    week: WorkingWeek = MONDAY_TO_FRIDAY
    protected: tuple[Window, ...] = ()
    working: tuple[Window, ...] = ()
    saturdays: tuple[Window, ...] = ()
    stopped: str = ""
    postponed: bool = False

    def zone(self, clock: Clock, role: str, day: dt.date) -> ZoneInfo:
        match clock:
            case Clock.VENUE:
                return self.venue
            case Clock.VENDOR:
                return self.vendor
            case Clock.READER:
                return zone_on(day, self.homes.get(role, self.vendor), self.stay)


@dataclass(frozen=True)
class Exit:
    """How a fork was decided, and when."""

    arm: str
    at: dt.datetime


@dataclass(frozen=True)
class Settled:
    """What was decided about a slot for one moment; it holds for as long as that moment does.

    `due` None: it isn't sent, or with `asks` somebody has yet to say whether.
    """

    moment: dt.datetime
    due: dt.datetime | None
    reason: Reason
    asks: bool = False


@dataclass(frozen=True)
class Past:
    """What has happened in one enrollment.

    `words`: what a person said about a slot: an instant, or None for never.
    `answers`: whether a conditional step's condition holds as things stand.
    `ended`: the goal that was reached, or "".
    """

    left: frozenset[Slot] = frozenset()
    exits: Mapping[str, Exit] = field(default_factory=dict)
    settled: Mapping[Slot, Settled] = field(default_factory=dict)
    words: Mapping[Slot, dt.datetime | None] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)
    ended: str = ""
