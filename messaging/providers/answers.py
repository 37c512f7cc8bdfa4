"""What an answer means: each provider's table of codes and words, read from the top. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from messaging.providers.pieces import masked
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)

DEFAULT_PAUSE = 1.0
QUOTA_PAUSE = 3600.0  # seconds; a used-up quota is not asked every second
A_WHILE = 60.0  # whoever is told to wait for longer has used something up


class Means(StrEnum):
    BEFORE = "before"  # an earlier call under this key was accepted
    REFUSED = "refused"  # never, as it is
    ADDRESS = "address"  # never, because of whom it is for
    BUSY = "busy"
    RATE = "rate"
    QUOTA = "quota"
    MISCONFIGURED = "misconfigured"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Said:
    """What came back: a code, the error's name and its words, the wait that was asked for.

    `at` is the step of a conversation at which it was said, where there is more than one.
    """

    code: int
    name: str = ""
    text: str = ""
    wait: float | None = None
    at: str = ""

    @property
    def reason(self) -> str:
        told = ": ".join(part for part in (self.name, self.text) if part)
        return masked(f"{self.code} {told}".strip())[:300]


@dataclass(frozen=True)
class Row:
    """Fits what has one of the codes, has `says` in its name or words, and was said at `at`."""

    codes: int | range
    means: Means
    says: str = ""
    at: str = ""


def understand(rows: Sequence[Row], said: Said) -> Answer:
    """By the first row that fits; without one nothing is known."""
    row = row_of(rows, said)
    return ANSWERS[row.means if row else Means.UNKNOWN](said)


def row_of(rows: Sequence[Row], said: Said) -> Row | None:
    return next((row for row in rows if _fits(row, said)), None)


def _fits(row: Row, said: Said) -> bool:
    codes = range(row.codes, row.codes + 1) if isinstance(row.codes, int) else row.codes
    words = f"{said.name} {said.text}".casefold()
    return said.code in codes and row.says in words and row.at in {"", said.at}


def _pause(said: Said) -> float:
    return DEFAULT_PAUSE if said.wait is None else said.wait


def _rate(said: Said) -> Answer:
    pause = _pause(said)
    return Deferred(said.reason, pause, "quota" if pause > A_WHILE else "rate")


ANSWERS: Mapping[Means, Callable[[Said], Answer]] = {
    Means.BEFORE: lambda said: Accepted(),
    Means.REFUSED: lambda said: Refused(said.reason, str(said.code)),
    Means.ADDRESS: lambda said: Refused(said.reason, str(said.code), "address"),
    Means.BUSY: lambda said: Deferred(said.reason, _pause(said), "busy"),
    Means.RATE: _rate,
    Means.QUOTA: lambda said: Deferred(said.reason, max(QUOTA_PAUSE, _pause(said)), "quota"),
    Means.MISCONFIGURED: lambda said: Misconfigured(said.reason),
    Means.UNKNOWN: lambda said: Unknown(said.reason),
}
