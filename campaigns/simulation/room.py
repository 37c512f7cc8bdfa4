"""Room that the caps make while time passes: the same plan as in the run, every six hours.

A couple is looked at again only when something of theirs has changed, or comes near enough: with
the same facts a plan moves nothing twice. Where answers are limited too, all are looked at, since
everybody's messages share the vendor's days.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from campaigns.cap import Item, Left, Placed, Rule, plan
from campaigns.cap.capacity import Capacity
from campaigns.cap.item import NEVER
from campaigns.cap.occasion import Said
from campaigns.cap.outcome import EVERY
from campaigns.simulation.circle import Circle
from campaigns.simulation.inside import Inside
from campaigns.simulation.moves import items, move, next_move
from campaigns.timeline import Planned, Slot

Found = Mapping[str, tuple[Inside, Slot, Item]]  # by the item's key


@dataclass(frozen=True)
class Caps:
    """By which rules room is made. `heard`: what couples were told before the first day."""

    rules: tuple[Rule, ...] = ()
    capacity: Capacity | None = None
    heard: Mapping[UUID, tuple[Said, ...]] = field(default_factory=dict)


NO_CAPS = Caps()


class Room:
    """Moves what is planned, and says what has another hour."""

    def __init__(self, caps: Caps, start: dt.datetime) -> None:
        self.caps, self.start = caps, start
        self._circles: dict[UUID, Circle] = {}

    def join(self, inside: Inside) -> None:
        if couple := inside.course.couple:
            self.of(couple).insides.append(inside)

    def look(self, couple: UUID | None, at: dt.datetime) -> None:
        """Something of theirs has changed."""
        if couple:
            self.of(couple).look = at

    def of(self, couple: UUID) -> Circle:
        if couple not in self._circles:
            heard = self.caps.heard.get(couple, ())
            self._circles[couple] = Circle(couple, self.start, list(heard))
        return self._circles[couple]

    def turn(self, now: dt.datetime) -> Iterator[tuple[Inside, Planned]]:
        """Every line that has another hour from now on."""
        due = [one for one in self._circles.values() if one.look <= now]
        if due and self.caps.capacity:
            yield from self._place(list(self._circles.values()), now)
        elif self.caps.rules:
            for circle in due:
                yield from self._place([circle], now)

    def _place(
        self, circles: Sequence[Circle], now: dt.datetime
    ) -> Iterator[tuple[Inside, Planned]]:
        found = {
            str(item.key): (inside, slot, item)
            for circle in circles
            for inside in circle.insides
            for slot, item in items(inside, now)
        }
        looks = [NEVER]  # without anything to place there is nothing to look at
        for one in self._placed(circles, found, now):
            inside, slot, _ = found[str(one.item.key)]
            if moved := move(inside, slot, one, now):
                yield inside, moved
            looks.append(next_move(inside, slot, one) or NEVER)
        for circle in circles:
            circle.look = min(*looks, circle.next_item(now))

    def _placed(
        self, circles: Sequence[Circle], found: Found, now: dt.datetime
    ) -> Sequence[Placed]:
        fixed = [
            Left.of(item, inside.now[slot].due or item.wish)
            for inside, slot, item in found.values()
            if inside.is_fixed(slot, now)
        ]
        free = [item for inside, slot, item in found.values() if not inside.is_fixed(slot, now)]
        if not free:
            return ()
        left = [
            *fixed,
            *(one for circle in circles for one in circle.left(now)),
            *(one for circle in circles for one in circle.loads(now)),
        ]
        return plan(free, left, self.caps.rules, now, self.caps.capacity)


def next_turn(at: dt.datetime) -> dt.datetime:
    """The first one from an instant on."""
    midnight = at.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - ((midnight - at) // EVERY) * EVERY
