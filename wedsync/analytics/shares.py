"""Counts as a page tells them: shares only where there is enough to speak of. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wedsync.lib.worded import worded

ENOUGH = 20  # messages: below it one couple more or less is five points
WARMEST = 4


@dataclass(frozen=True)
class Counts:
    """Messages by what became of them; `micros` are millionths of the currency."""

    sent: int = 0
    delivered: int = 0
    clicked: int = 0
    replied: int = 0
    engaged: int = 0
    stopped: int = 0
    micros: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        ours, theirs = vars(self), vars(other)
        return Counts(**{name: ours[name] + theirs[name] for name in ours})

    @property
    def engaged_share(self) -> str:
        return share(self.engaged, self.sent)

    @property
    def delivered_share(self) -> str:
        return share(self.delivered, self.sent)

    @property
    def stopped_share(self) -> str:
        return share(self.stopped, self.sent)


def share(part: int, whole: int) -> str:
    """ "18.9 %"; "3 of 12" where a percentage would promise too much; a dash for nothing."""
    if not whole:
        return "–"  # noqa: RUF001 -- a dash is what a table shows for nothing
    if whole >= ENOUGH:
        return f"{100 * part / whole:.1f} %"
    return worded("{count} of {of}", count=part, of=whole)


def change(now: Counts, before: Counts) -> str:
    """In points of the share that engaged; "" where either period says too little."""
    if min(now.sent, before.sent) < ENOUGH:
        return ""
    points = 100 * (now.engaged / now.sent - before.engaged / before.sent)
    return worded("{change} points", change=f"{points:+.1f}")


def heat(acts: Mapping[tuple[int, int], int]) -> list[list[tuple[int, int]]]:
    """Seven days from Monday on, each 24 hours of (count, 0 to 4 by the busiest hour).

    `acts`: by (ISO weekday 1 to 7, hour 0 to 23).
    """
    most = max(acts.values(), default=0)

    def cell(day: int, hour: int) -> tuple[int, int]:
        count = acts.get((day, hour), 0)
        return count, -(-count * WARMEST // most) if most else 0

    return [[cell(day, hour) for hour in range(24)] for day in range(1, 8)]


@dataclass(frozen=True)
class Bar:
    """A column of a chart, in its own units: `height` of 100, from the ground up."""

    label: str
    count: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        return round(100 - self.height, 2)


def bars(counts: Sequence[tuple[str, int]], width: float = 600) -> list[Bar]:
    """As wide together as the chart, as tall as the tallest allows."""
    most, each = max((count for _, count in counts), default=0), width / max(1, len(counts))
    return [
        Bar(
            label=label,
            count=count,
            x=round(number * each + each * 0.1, 2),
            width=round(each * 0.8, 2),
            height=round(100 * count / most, 2) if most else 0.0,
        )
        for number, (label, count) in enumerate(counts)
    ]


def total(rows: Iterable[Counts]) -> Counts:
    return sum(rows, Counts())
