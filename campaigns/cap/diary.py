"""What is already said or placed, as one rule counts it."""

import datetime as dt
from bisect import insort
from collections import defaultdict
from collections.abc import Hashable, Iterator
from zoneinfo import ZoneInfo

from campaigns.cap.item import Item, Left, OnExceed, Rule
from messaging.policy.caps import Scope, counts, fits
from messaging.policy.facts import Cap


class Diary:
    """The instants of everybody whom a rule counts together."""

    def __init__(self, rule: Rule) -> None:
        self.cap = rule.cap
        self.key, self.on_exceed = rule.cap.key, OnExceed(rule.on_exceed)
        self._times: dict[Hashable, list[dt.datetime]] = defaultdict(list)

    def has_room(self, item: Item, at: dt.datetime) -> bool:
        zone = _zone(self.cap, item)
        return all(fits(self.cap, at, self._times[unit], zone) for unit in _units(self.cap, item))

    def note(self, item: Item | Left, at: dt.datetime) -> None:
        for unit in _units(self.cap, item):
            insort(self._times[unit], at)


def _units(cap: Cap, item: Item | Left) -> Iterator[Hashable]:
    """Nobody, for what this rule doesn't count."""
    if not counts(cap, item.purpose, item.channel):
        return
    match Scope(cap.scope):
        case Scope.PERSON:
            yield from item.people
        case Scope.COUPLE:
            yield item.couple
        case Scope.CHANNEL:
            yield from ((person, item.channel) for person in item.people)


def _zone(cap: Cap, item: Item) -> ZoneInfo:
    return item.home if cap.scope == Scope.COUPLE else item.zone
