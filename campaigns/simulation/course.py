"""What is simulated: weddings inside timelines, and the messages their steps would make."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from campaigns.cap import Item
from campaigns.timeline import Basis, Past, Planned, Reason, Slot, Timeline
from messaging.policy.facts import Facts
from wedsync.billing.money import Money


@dataclass(frozen=True)
class Candidate:
    """One message that a step may make. `key` is the message's `dedupe_key`.

    `facts` as they were gathered before the first day; the clock, what was sent meanwhile and the
    money that is left take their places as time goes on. `later`: what was known at later moments,
    in their order, where a past is replayed. `cost` None: no price is known.
    `circle`: whose messages count together with theirs, by the caps on couples (a client's id).
    `opens`: not before then, where its hour was chosen.
    `no_way`: why it can't leave whatever the gates say, or "".
    """

    key: str
    person: UUID
    channel: str
    facts: Facts
    cost: Money | None = None
    no_way: str = ""
    circle: UUID | None = None
    later: tuple[Facts, ...] = ()
    opens: dt.datetime | None = None

    def known_at(self, at: dt.datetime) -> Facts:
        return next((facts for facts in reversed(self.later) if facts.now <= at), self.facts)

    def next_look(self, at: dt.datetime, within: dt.timedelta) -> dt.datetime | None:
        """When it was really looked at again, if that was from `at` on and soon enough."""
        looks = (facts.now for facts in self.later if at <= facts.now <= at + within)
        return next(looks, None)


Chain = tuple[Candidate, ...]  # one person's channels, the next for where the one before ends


class Wished(NamedTuple):
    """A slot that a cap has moved: the line as it stood before, and when it was wished for."""

    line: Planned
    at: dt.datetime


@dataclass(frozen=True)
class Course:
    """A wedding's way through a timeline.

    `silent`: why a slot makes no message. `holds`: the forks whose conditions hold, frozen.
    `couple`: whose it is. `items`: how the caps see each slot, but for when it is wished for;
    `moved`: what they have moved already.
    """

    enrollment: UUID
    wedding: UUID
    timeline: Timeline
    basis: Basis
    past: Past = field(default_factory=Past)
    chains: Mapping[Slot, tuple[Chain, ...]] = field(default_factory=dict)
    silent: Mapping[Slot, str] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    couple: UUID | None = None
    items: Mapping[Slot, Item] = field(default_factory=dict)
    moved: Mapping[Slot, Wished] = field(default_factory=dict)


@dataclass(frozen=True)
class Letter:
    """A message on its way: why it was planned, and the channels that are left for it."""

    enrollment: UUID
    wedding: UUID
    planned: Planned
    chain: Chain
    delays: tuple["Delay", ...] = ()
    replies: float = 0.0  # how many answers it brings in, on average


class Fate(StrEnum):
    SENT = "sent"
    HELD = "held"  # for as long as the facts stay what they are
    ASKED = "asked"
    SKIPPED = "skipped"  # by the timeline itself
    DROPPED = "dropped"  # by a gate
    CONDITIONAL = "conditional"  # its way or its condition never came


class Delay(NamedTuple):
    """A gate that made a message wait; `until` None: for as long as nothing changes."""

    gate: str
    reason: str
    until: dt.datetime | None


@dataclass(frozen=True)
class Line:
    """What became of one message, or of a slot that made none (then `person` is None).

    `at`: when it left, or when its fate was known. `planned`: the timeline's own reason.
    """

    at: dt.datetime
    fate: Fate
    enrollment: UUID
    wedding: UUID
    slot: Slot
    planned: Reason
    person: UUID | None = None
    channel: str = ""
    key: str = ""
    reason: str = ""
    gate: str = ""
    cost: Money | None = None
    delays: tuple[Delay, ...] = ()
