"""A timeline on its ruler: its steps in the order in which couples hear them. Pure."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from uuid import UUID

from campaigns.timeline import Late, Step, Timeline, When
from campaigns.timeline.contents import Contents
from campaigns.timeline.step import EXIT
from personalization.timing import AMOUNTS
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Counted, Offset

ANCHORS: Mapping[str, str] = {
    Counted.WEDDING_DAY: worded("the wedding"),
    Counted.FIRST_DAY: worded("its first day"),
    Counted.LAST_DAY: worded("its last day"),
    Counted.ANNIVERSARY: worded("the anniversary"),
    "inquiry": worded("the inquiry"),
    "booked": worded("the booking"),
    "rehearsal": worded("the rehearsal"),
    "ceremony": worded("the ceremony"),
    "headcount_due": worded("the day the headcount is due"),
    "balance_due": worded("the day the balance is due"),
    "gallery_promised": worded("the day the gallery is promised for"),
    "delivered": worded("the delivery"),
    "arrival": worded("their arrival"),
}
LATE: Mapping[Late, tuple[str, str]] = {
    Late.SEND_NOW: (worded("Send at once"), worded("Within its grace; after that it is left out.")),
    Late.SKIP: (worded("Leave it out"), worded("It only makes sense on time.")),
    Late.COMPRESS: (
        worded("Spread"),
        worded("Late ones come one after the other in the time that is left."),
    ),
    Late.ASK: (worded("Ask me"), worded("It waits until somebody says whether.")),
    Late.CRITICAL: (worded("Never miss it"), worded("It is sent at once, and you are told.")),
}
# Where an anchor usually lies, in days from the wedding: only for the order on the ruler.
USUALLY: Mapping[str, int] = {
    "inquiry": -540,
    "booked": -420,
    "headcount_due": -21,
    "balance_due": -30,
    "rehearsal": -1,
    "arrival": -2,
    "gallery_promised": 56,
    "delivered": 56,
    Counted.ANNIVERSARY: 365,
}
DAYS = {"months": 30.4, "weeks": 7, "days": 1, "working_days": 1.4, "hours": 1 / 24}
MONTH = 30.4


@dataclass(frozen=True)
class Mark:
    """A step in words. `lane`: the exit it lies behind, "" on the main way."""

    key: str
    name: str
    when: str
    purpose: str
    channels: tuple[str, ...]
    late: str
    lane: str
    conditional: bool
    position: float


@dataclass(frozen=True)
class Stretch:
    """Those of one month on the ruler."""

    title: str
    marks: tuple[Mark, ...]


def ruler(timeline: Timeline, contents: Contents, names: Mapping[UUID, str]) -> list[Stretch]:
    """From the first thing a couple hears to the last, by months to or since the wedding."""
    marks = sorted((_mark(step, contents, names) for step in timeline.steps), key=_place)
    return [Stretch(title, tuple(some)) for title, some in groupby(marks, key=_title)]


def said(when: When) -> str:
    """`6 weeks before the wedding, 09:30`"""
    name = ANCHORS.get(when.anchor.name) or _anchor(when.anchor.name)
    if when.anchor.number > 1:
        name = f"{name} number {when.anchor.number}"
    at = f", {when.at:%H:%M}" if when.at else ""
    distance = _distance(when.offset)
    if not distance:
        return worded("on the day of {anchor}{at}", anchor=name, at=at)
    if _first(when.offset) > 0:
        return worded("{distance} after {anchor}{at}", distance=distance, anchor=name, at=at)
    return worded("{distance} before {anchor}{at}", distance=distance, anchor=name, at=at)


def _distance(offset: Offset) -> str:
    moved = [(one.name, getattr(offset, one.name)) for one in fields(offset)]
    parts = [_amount(unit, count) for unit, count in moved if count]
    return " and ".join(parts)


def _first(offset: Offset) -> int:
    """Its largest unit says on which side it lies."""
    return next((count for count in astuple(offset) if count), 0)


def _amount(unit: str, count: int) -> str:
    one, more = AMOUNTS[unit]
    return (one if abs(count) == 1 else more).format(count=abs(count))


def _anchor(name: str) -> str:
    key = name.removeprefix(EXIT)
    return worded("the end of “{key}”", key=key) if key != name else name.replace("_", " ")


def _mark(step: Step, contents: Contents, names: Mapping[UUID, str]) -> Mark:
    content = contents.steps[step.key]
    return Mark(
        key=step.key,
        name=names.get(content.template, step.key),
        when=said(step.when),
        purpose=step.purpose.value,
        channels=step.channels,
        late=LATE[step.late][0],
        lane=f"{step.lane.fork}: {step.lane.arm}" if step.lane else "",
        conditional=step.conditional,
        position=_position(step.when),
    )


def _position(when: When) -> float:
    offset = zip(DAYS.values(), astuple(when.offset), strict=True)
    year = 365 * (when.anchor.number - 1)
    away = sum(size * count for size, count in offset)
    return float(USUALLY.get(when.anchor.name, 0) + year + away)


def _place(mark: Mark) -> tuple[float, str]:
    return mark.position, mark.key


def _title(mark: Mark) -> str:
    months = round(mark.position / MONTH)
    if months == 0:
        return worded("Around the wedding")
    distance = _amount("months", months)
    if months < 0:
        return worded("{distance} before", distance=distance)
    return worded("{distance} after", distance=distance)
