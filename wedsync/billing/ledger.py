"""The lines of one attempt to send, whose sum is what it costs as far as we know. Pure.

Every line is a difference, so that sums are true at any moment: a reservation adds the estimate,
a settlement whatever is missing to the provider's figure, a release takes the reservation back.
Reports may come late, twice and in any order: the newest figure counts (of two at the same
instant the higher), any figure outweighs a confirmation without one, and both a release.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    RESERVE = "reserve"
    SETTLE = "settle"
    RELEASE = "release"


@dataclass(frozen=True)
class Line:
    """`revision` counts a provider's figures from 1; 0 is a settlement at the estimate.

    `over` marks the reservation of something essential beyond a limit.
    """

    kind: Kind
    micros: int
    at: dt.datetime
    revision: int = 0
    over: bool = False


def cost(lines: Sequence[Line]) -> int:
    return sum(line.micros for line in lines)


def settle_line(lines: Sequence[Line], figure: int | None, at: dt.datetime) -> Line | None:
    """What a provider's figure adds to the lines (the first is the reservation), if anything.

    No figure: the provider took the message and names no price, so the estimate it is.
    """
    return _confirm(lines, at) if figure is None else _correct(lines, figure, at)


def _confirm(lines: Sequence[Line], at: dt.datetime) -> Line | None:
    if any(line.kind is Kind.SETTLE for line in lines):
        return None
    return Line(Kind.SETTLE, lines[0].micros - cost(lines), at)


def _correct(lines: Sequence[Line], figure: int, at: dt.datetime) -> Line | None:
    heard = [line for line in lines if line.revision]
    if heard and (at, figure) <= (heard[-1].at, cost(lines)):
        return None
    return Line(Kind.SETTLE, figure - cost(lines), at, revision=len(heard) + 1)


def release_line(lines: Sequence[Line], at: dt.datetime) -> Line | None:
    """Gives a reservation back, once; what was settled is a fact and stays."""
    if len(lines) > 1:
        return None
    return Line(Kind.RELEASE, -lines[0].micros, at)
