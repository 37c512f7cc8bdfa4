"""The bars of a day's hours, to be drawn in a box of 240 by 100. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 10, 100, 2
LEAST = 2  # what is there can be seen


@dataclass(frozen=True)
class Bar:
    """What goes stands on the ground, what is held on top of it."""

    x: int
    width: int
    going_y: int
    going: int
    held_y: int
    held: int


def bars(counts: Iterable[tuple[int, int]]) -> tuple[Bar, ...]:
    """Of (going, held) by hour; the fullest hour is as high as the box."""
    counted = list(counts)
    most = max((going + held for going, held in counted), default=0)
    return tuple(_bar(at, *_heights(*pair, most)) for at, pair in enumerate(counted))


def _heights(going: int, held: int, most: int) -> tuple[int, int]:
    """Together never more than the box."""
    up = max(LEAST, HEIGHT * going // most) if going else 0
    top = max(LEAST, HEIGHT * held // most) if held else 0
    over = max(0, up + top - HEIGHT)
    return (up - over, top) if up >= top else (up, top - over)


def _bar(at: int, going: int, held: int) -> Bar:
    ground = HEIGHT - going
    return Bar(at * WIDTH, WIDTH - GAP, ground, going, ground - held, held)
