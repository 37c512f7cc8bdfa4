"""What the caps make of the steps of a wedding that is on its way."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from campaigns.cap import Fate, Item, Placed
from campaigns.cap.outcome import A_WEEK, STANDS, is_news, takes_part
from campaigns.simulation.course import Wished
from campaigns.simulation.inside import Inside
from campaigns.timeline import Planned, Reason, Slot, Stand


def items(inside: Inside, now: dt.datetime) -> Iterator[tuple[Slot, Item]]:
    """What is placed, each at its wish."""
    for slot, item in inside.course.items.items():
        line = inside.now.get(slot)
        if line is None or inside.has_left(slot):
            continue
        wish = _wish(inside, line)
        if wish and takes_part(line.stand, line.due, line.reason, wish, now):
            yield slot, replace(item, wish=wish)


def move(inside: Inside, slot: Slot, placed: Placed, now: dt.datetime) -> Planned | None:
    """What becomes of a slot; None: nothing new."""
    line = inside.now[slot]
    if not is_news(placed, line.stand, line.due, now):
        return None
    before = _before(inside, line) or Wished(line, placed.item.wish)
    if placed.fate is Fate.KEPT:
        inside.moved.pop(slot, None)
        moved = replace(before.line, stand=Stand.PLANNED, due=placed.at)
    else:
        inside.moved[slot] = before
        stand = STANDS[placed.fate]
        moved = replace(line, stand=stand, due=placed.at, reason=Reason.CAP, settled=True)
    inside.put(moved)
    return moved


def next_move(inside: Inside, slot: Slot, placed: Placed) -> dt.datetime | None:
    """When what was found for it comes near enough to be written; None: it stands there."""
    line = inside.now[slot]
    if (line.stand, line.due) == (STANDS[placed.fate], placed.at):
        return None
    return min(placed.item.wish, line.due or placed.item.wish) - A_WEEK


def _before(inside: Inside, line: Planned) -> Wished | None:
    """How it stood before it was moved, if its moment is still the same."""
    before = inside.moved.get(line.slot)
    same = before and line.reason is Reason.CAP and before.line.moment == line.moment
    return before if same else None


def _wish(inside: Inside, line: Planned) -> dt.datetime | None:
    before = _before(inside, line)
    return before.at if before else line.due
