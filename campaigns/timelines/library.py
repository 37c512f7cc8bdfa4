"""The library's timeline for a trade, as it would be for an imaginary couple."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from campaigns.timeline import Basis, Planned, plan
from campaigns.timeline.codec import from_json
from campaigns.timelines.from_library import definition_for, timed
from personalization.models import Template
from wedsync.weddings.calendar import WeddingDate, at_local

PLACE = ZoneInfo("America/Los_Angeles")
SHORTLY = dt.timedelta(days=1)
# When things usually happen to a couple that books a year and a half ahead, in days.
USUALLY = {
    "inquiry": -540,
    "booked": -420,
    "balance_due": -30,
    "headcount_due": -21,
    "arrival": -2,
    "rehearsal": -1,
    "ceremony": 0,
    "gallery_promised": 56,
    "delivered": 50,
}


class Mark(NamedTuple):
    """A step on the ruler: `days` from the wedding, None where nobody could know."""

    template: Template
    line: Planned
    days: int | None


def marks(kind: str, wedding: dt.date) -> Sequence[Mark]:
    """In the order in which the couple would hear them."""
    templates = {str(one.key): one for one in timed(kind)}
    timeline, _ = from_json(definition_for(kind))
    basis = sample(wedding)
    begun = at_local(wedding + dt.timedelta(days=min(USUALLY.values())), dt.time(), PLACE)
    found = [
        Mark(templates[line.slot.key], line, _days(line, wedding))
        for line in plan(timeline, basis, begun - SHORTLY)
    ]
    return sorted(found, key=lambda mark: (mark.days is None, mark.line.due or begun))


def sample(wedding: dt.date) -> Basis:
    """A Saturday in California, with everything recorded that may be."""
    recorded = {name: wedding + dt.timedelta(days=away) for name, away in USUALLY.items()}
    return Basis(WeddingDate.on(wedding), PLACE, PLACE, recorded=recorded)


def _days(line: Planned, wedding: dt.date) -> int | None:
    return (line.due.astimezone(PLACE).date() - wedding).days if line.due else None
