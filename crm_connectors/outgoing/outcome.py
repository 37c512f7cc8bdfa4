"""What an answer of a receiver means for a delivery and for its endpoint. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from crm_connectors.outgoing.retry import wait_after
from wedsync.lib.worded import worded

GONE = 410
PATIENCE = dt.timedelta(days=5)  # of nothing but failures; then a person has to look


class Fate(Enum):
    DELIVERED = "delivered"
    AGAIN = "again"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Answer:
    """`status` 0: there was none, and `trouble` says why. `asked` is a Retry-After, `leads` where a
    redirect would have us go."""

    status: int
    trouble: str = ""
    asked: dt.timedelta | None = None
    body: str = ""
    leads: str = ""

    @property
    def took_it(self) -> bool:
        return 200 <= self.status < 300  # noqa: PLR2004 -- RFC 9110, 15.3

    @property
    def words(self) -> str:
        return self.trouble or f"answered {self.status}"


@dataclass(frozen=True)
class Verdict:
    """`wait` is until the next attempt; `disables` why its endpoint gets nothing more, or ""."""

    fate: Fate
    wait: dt.timedelta | None = None
    disables: str = ""


def judge(answer: Answer, attempts: int, seed: str, failing: dt.timedelta) -> Verdict:
    """`attempts` counts this one; the endpoint has been `failing` for so long, this one included.

    Only 2xx takes a delivery: a redirect is a failure too, for where it leads was never checked.
    """
    if answer.took_it:
        return Verdict(Fate.DELIVERED)
    if answer.status == GONE:
        return Verdict(Fate.GIVEN_UP, disables=worded("it answered 410: it wants nothing more"))
    wait = wait_after(attempts, seed, answer.asked)
    if failing >= PATIENCE:
        return Verdict(
            Fate.GIVEN_UP, disables=worded("it failed for five days ({why})", why=answer.words)
        )
    return Verdict(Fate.AGAIN, wait) if wait else Verdict(Fate.GIVEN_UP)
