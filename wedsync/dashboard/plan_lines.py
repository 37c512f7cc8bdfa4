"""A wedding's plan as its page shows it: each line with its reason and its mend. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from campaigns.timeline import SENTENCES, Reason, Stand
from wedsync.lib.worded import worded

WORDS = {
    Stand.LEFT: (worded("Left"), "good"),
    Stand.PLANNED: (worded("Planned"), "info"),
    Stand.CONDITIONAL: (worded("May come"), ""),
    Stand.HELD: (worded("Held"), "warn"),
    Stand.ASKED: (worded("Your word"), "warn"),
    Stand.SKIPPED: (worded("Not sent"), ""),
}
# Who decided it, in the words of a page.
TIMELINE, PROTECTION, PERSON, WEDDING = (
    worded("the timeline"),
    worded("protected days"),
    worded("a person"),
    worded("the wedding"),
)
OWNERS = {
    Reason.MOVED_BACK: PROTECTION,
    Reason.MOVED_FORWARD: PROTECTION,
    Reason.DATE_UNKNOWN: WEDDING,
    Reason.POSTPONED: WEDDING,
    Reason.STOPPED: WEDDING,
    Reason.PERSON_SET: PERSON,
    Reason.PERSON_SKIPPED: PERSON,
    Reason.CAP: worded("your limits"),
}
MENDS = {
    Reason.DATE_UNKNOWN: worded("Give the wedding its date, or set a time by hand."),
    Reason.POSTPONED: worded("It goes on as soon as there is a new date."),
    Reason.STOPPED: worded("Only a person can start it again."),
    Reason.LATE_ASKED: worded("Send it now, set a time, or leave it out."),
    Reason.TOO_LATE: worded("Set a time by hand if it should come all the same."),
    Reason.LATE_SKIPPED: worded("Send it now or set a time if it should come all the same."),
    Reason.PERSON_SET: worded("Take it back, and the timeline says when again."),
    Reason.PERSON_SKIPPED: worded("Take it back, and the timeline says when again."),
    Reason.CAP: worded(
        "Set a time by hand, or widen the limit, if it should come as it was planned."
    ),
    Reason.CONDITION: worded("Nothing to do: it is asked on the day."),
}


@dataclass(frozen=True)
class Shown:
    """A line. `at`: when it left, will leave, or might; None where nobody knows.

    `message`: the one it became. `timeline` and `key`: where the step is written.
    """

    pk: UUID
    name: str
    stand: Stand
    reason: Reason
    at: dt.datetime | None
    by_hand: bool = False
    message: UUID | None = None
    timeline: UUID | None = None
    key: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.stand][0]

    @property
    def tone(self) -> str:
        return WORDS[self.stand][1]

    @property
    def why(self) -> str:
        return SENTENCES[self.reason]

    @property
    def owner(self) -> str:
        return OWNERS.get(self.reason, TIMELINE)

    @property
    def mend(self) -> str:
        return MENDS.get(self.reason, "")

    @property
    def open(self) -> bool:
        """Whether a word of a person still counts."""
        return self.stand is not Stand.LEFT and self.reason is not Reason.STOPPED


@dataclass(frozen=True)
class Dot:
    """A stop of the ribbon, at `x` per cent of its length."""

    x: float
    kind: str
    label: str


@dataclass(frozen=True)
class Ribbon:
    """From the first of its stops to the last; `now` and `day` in per cent, `day` if it's known."""

    dots: tuple[Dot, ...]
    now: float
    day: float | None


def ribbon(lines: Iterable[Shown], day: dt.datetime | None, now: dt.datetime) -> Ribbon | None:
    """None where there is nothing to show between two instants."""
    timed = [line for line in lines if line.at is not None]
    ends = [line.at for line in timed if line.at] + ([day] if day else []) + [now]
    first, last = min(ends), max(ends)
    if not timed or first == last:
        return None
    dots = tuple(Dot(_x(one.at, first, last), one.stand.value, one.name) for one in timed if one.at)
    return Ribbon(dots, _x(now, first, last), _x(day, first, last) if day else None)


def _x(at: dt.datetime, first: dt.datetime, last: dt.datetime) -> float:
    """With a margin of two per cent on either side."""
    return 2 + 96 * ((at - first) / (last - first))
