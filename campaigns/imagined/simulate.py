"""See a season before it happens: what would be sent, when, to whom, and what would be in the way.

The same plan, the same caps, the same gates and the same wording as in the run, under a virtual
clock, with the facts frozen as they are. Nothing is written.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from campaigns.imagined.courses import courses
from campaigns.imagined.purse import purse_of
from campaigns.imagined.room import caps_of
from campaigns.imagined.waiting import waiting
from campaigns.simulation import Figures, Line, Rules, figures, run
from campaigns.simulation.rules import AS_THEY_ARE
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window

LONGEST = 3 * 366  # days


@dataclass(frozen=True)
class Season:
    """`start` up to, not including, `end`; every line of it, and what the lines come to."""

    start: dt.datetime
    end: dt.datetime
    lines: tuple[Line, ...]
    figures: Figures


def simulate(vendor: Vendor, days: int, now: dt.datetime, rules: Rules = AS_THEY_ARE) -> Season:
    """The next `days` of this vendor, from `now` on. Raises Refusal."""
    if not 1 <= days <= LONGEST:
        raise Refusal(
            "A simulation takes 1 to {longest} days.", code="simulation_length", longest=LONGEST
        )
    end = now + dt.timedelta(days=days)
    lines = run(
        courses(vendor, now),
        Window(now, end),
        purse_of(vendor, now),
        rules,
        waiting(vendor, now),
        caps_of(vendor, now, rules),
    )
    return Season(now, end, lines, figures(lines, ZoneInfo(vendor.timezone)))
