"""A couple in a season: their ways through timelines, what they heard, what waits to be said."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from campaigns.cap import Left
from campaigns.cap.item import NEVER
from campaigns.cap.occasion import Said, occasions
from campaigns.cap.outcome import AHEAD
from campaigns.simulation.inside import Inside
from messaging.policy.facts import Purpose

BACK = dt.timedelta(days=31)  # further back no cap looks


@dataclass
class Circle:
    """`look`: from then on their plan may come out otherwise. `waiting`: by the message's key."""

    couple: UUID
    look: dt.datetime
    heard: list[Said] = field(default_factory=list)
    insides: list[Inside] = field(default_factory=list)
    waiting: dict[str, tuple[Said, float]] = field(default_factory=dict)

    def wait(self, key: str, said: Said, replies: float, now: dt.datetime) -> None:
        self.waiting[key], self.look = (said, replies), now

    def settle(self, key: str, now: dt.datetime) -> None:
        """It waits no longer."""
        self.waiting.pop(key, None)
        self.look = now

    def hear(self, said: Said) -> None:
        self.heard.append(said)
        self.look = said.at

    def left(self, now: dt.datetime) -> Iterator[Left]:
        """As campaigns/caps/left.py reads it from the ledger."""
        self.heard = [one for one in self.heard if one.at > now - BACK]
        ahead = [one._replace(at=max(one.at, now)) for one, _ in self.waiting.values()]
        said = [*self.heard, *ahead]
        return occasions(said, dict.fromkeys((one.person for one in said), self.couple))

    def loads(self, now: dt.datetime) -> Iterator[Left]:
        """The answers that what waits will bring in, by day, as there."""
        for one, replies in self.waiting.values():
            day = one.at.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
            yield Left(
                at=max(day, now),
                purpose=Purpose(one.purpose),
                channel="",
                people=(),
                couple=None,
                replies=replies,
            )

    def next_item(self, now: dt.datetime) -> dt.datetime:
        """When the next of their steps comes near enough to be placed."""
        dues = (due for inside in self.insides for due in inside.dues if due > now + AHEAD)
        return min(dues, default=NEVER) - AHEAD
