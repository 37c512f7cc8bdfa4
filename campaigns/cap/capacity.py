"""How many answers a vendor can write in a day, and what a plan would bring in.

A template's reply rate is shrunk towards the usual one: after three messages nobody knows it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from zoneinfo import ZoneInfo

from campaigns.cap.item import Item, Left, OnExceed
from messaging.policy.facts import Purpose
from wedsync.weddings.calendar import local_day

ENOUGH = 15  # working days with an answer, before their median means anything
STRENGTH = 50.0  # messages the usual rate counts as
USUAL = {
    Purpose.EMERGENCY: 0.5,
    Purpose.CONTRACTUAL: 0.15,
    Purpose.HELPFUL: 0.08,
    Purpose.MARKETING: 0.04,
}
CAPACITY = "capacity"
ROUNDING = 1e-9


def capacity_of(answered: Sequence[int], own: int | None) -> float | None:
    """Answers a working day, from what was answered on each of the last ones (zeros too).

    With too little to go by: the vendor's own figure; None: no limit is known.
    """
    if sum(count > 0 for count in answered) < ENOUGH:
        return None if own is None else float(own)
    return float(median(count for count in answered if count > 0))


def rate(purpose: Purpose, sent: int, replied: int, usual: float | None = None) -> float:
    """Replies a message, between 0 and 1: the mean of a Beta posterior around the usual rate."""
    prior = USUAL[purpose] if usual is None else usual
    return (replied + prior * STRENGTH) / (sent + STRENGTH)


@dataclass(frozen=True)
class Capacity:
    a_day: float
    zone: ZoneInfo


class Load:
    """Expected answers on each of the vendor's days. Only marketing gives way to it."""

    key, on_exceed = CAPACITY, OnExceed.MOVE

    def __init__(self, capacity: Capacity) -> None:
        self.capacity = capacity
        self._days: dict[dt.date, float] = defaultdict(float)

    def has_room(self, item: Item, at: dt.datetime) -> bool:
        if item.purpose is not Purpose.MARKETING or not item.replies:
            return True
        due = self._days[local_day(at, self.capacity.zone)] + item.replies
        return due <= self.capacity.a_day + ROUNDING

    def note(self, item: Item | Left, at: dt.datetime) -> None:
        self._days[local_day(at, self.capacity.zone)] += item.replies
