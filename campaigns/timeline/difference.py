"""What a change does to a plan: shown before anybody confirms it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from campaigns.timeline.planned import Planned, Stand
from campaigns.timeline.reason import LATE
from campaigns.timeline.step import Slot


class Kind(StrEnum):
    """In the order in which a person wants to read them."""

    LATE = "late"
    MOVED = "moved"
    HELD = "held"
    NEW = "new"
    GONE = "gone"
    OTHERWISE = "otherwise"  # it stands differently, at no other time
    UNCHANGED = "unchanged"
    LEFT = "left"


@dataclass(frozen=True)
class Change:
    slot: Slot
    kind: Kind
    before: Planned | None
    after: Planned | None


def difference(before: Sequence[Planned], after: Sequence[Planned]) -> tuple[Change, ...]:
    """Of every slot of either plan, those of `after` first and in its order."""
    old = {line.slot: line for line in before}
    new = {line.slot: line for line in after}
    return tuple(_changes(old, new))


def _changes(old: Mapping[Slot, Planned], new: Mapping[Slot, Planned]) -> Iterator[Change]:
    for slot in {**new, **old}:
        one, other = old.get(slot), new.get(slot)
        yield Change(slot, _kind(one, other), one, other)


def _kind(before: Planned | None, after: Planned | None) -> Kind:
    if after is None or after.stand is Stand.LEFT:
        last = after or before
        return Kind.LEFT if last and last.stand is Stand.LEFT else Kind.GONE
    if before is not None and (before.stand, before.due) == (after.stand, after.due):
        return Kind.UNCHANGED
    return _news(before, after)


def _news(before: Planned | None, after: Planned) -> Kind:
    if after.reason in LATE:
        return Kind.LATE
    if after.stand is Stand.HELD:
        return Kind.HELD
    if before is None:
        return Kind.NEW
    return Kind.MOVED if before.due != after.due else Kind.OTHERWISE
