"""One line of a plan."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from campaigns.timeline.reason import Reason
from campaigns.timeline.step import Slot


class Stand(StrEnum):
    """Where a slot stands in a plan."""

    PLANNED = "planned"
    CONDITIONAL = "conditional"  # it may come: a fork or a condition isn't decided
    HELD = "held"  # until a date is known, or a person restarts it
    ASKED = "asked"  # until a person says whether
    SKIPPED = "skipped"
    LEFT = "left"


@dataclass(frozen=True)
class Planned:
    """`moment`: when it wants to be said; `due`: when it will be. UTC; None: unknown, or never.

    `settled`: decided for this moment, and not decided again while the moment stays.
    """

    slot: Slot
    stand: Stand
    moment: dt.datetime | None = None
    due: dt.datetime | None = None
    reason: Reason = Reason.ON_TIME
    settled: bool = False
