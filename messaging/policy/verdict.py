"""May this message go out now? Verdicts join to the strictest one.

`Allow < Wait < Block`, and of two waits the later wins. `join` is associative, commutative and
idempotent, so gates run in any order and one more gate can only make the answer stricter.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)
LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Allow:
    """This gate has nothing against it."""


@dataclass(frozen=True)
class Wait:
    """Not before `until` (aware); None means until a person or an event releases it."""

    reason: str
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Block:
    """Never. `end` is the state the message ends in: suppressed, cancelled or expired."""

    reason: str
    end: str = "suppressed"


Verdict = Allow | Wait | Block


def join(one: Verdict, other: Verdict) -> Verdict:
    return max(one, other, key=_strictness)


def join_all(verdicts: Iterable[Verdict]) -> Verdict:
    return max([Allow(), *verdicts], key=_strictness)


def _strictness(verdict: Verdict) -> tuple[int, dt.datetime, str, str]:
    match verdict:
        case Allow():
            return 0, EARLIEST, "", ""
        case Wait(reason, until):
            return 1, until or LATEST, reason, ""
        case Block(reason, end):
            return 2, EARLIEST, reason, end
