"""When and for whom a tree is asked: whatever "today", "lately" and "abroad" depend on. Pure."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from campaigns.segments.tree import Distance, Unit
from wedsync.weddings.calendar import Span, add_months, local_day

UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Scope:
    """`now` is aware. Days are counted on the vendor's wall: "in 3 weeks" is one day for all of
    an audience, whatever zone a venue is in. Its own clock is asked when a message leaves.
    """

    now: dt.datetime
    zone: ZoneInfo = UTC
    kind: str = ""  # the vendor's
    country: str = ""

    @property
    def today(self) -> dt.date:
        return local_day(self.now, self.zone)

    def since(self, days: int) -> dt.datetime:
        """Days of 24 hours, back from now."""
        return self.now - dt.timedelta(days=days)

    def ahead(self, distance: Distance) -> Span:
        """The days that lie so far ahead of today."""
        return Span(
            _moved(self.today, distance.least, distance.unit),
            _moved(self.today, distance.most, distance.unit),
        )

    def ago(self, distance: Distance) -> Span:
        return Span(
            _moved(self.today, -distance.most, distance.unit),
            _moved(self.today, -distance.least, distance.unit),
        )


def _moved(day: dt.date, count: int, unit: Unit) -> dt.date:
    match unit:
        case Unit.DAYS:
            return day + dt.timedelta(days=count)
        case Unit.WEEKS:
            return day + dt.timedelta(weeks=count)
        case Unit.MONTHS:
            return add_months(day, count)
