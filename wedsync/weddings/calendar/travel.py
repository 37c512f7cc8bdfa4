"""Two clocks for a wedding away from home: which one a person lives by."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wedsync.weddings.calendar.clock import ONE_DAY
from wedsync.weddings.calendar.dates import WeddingDate

DAYS_AROUND = 2  # away from two days before the first day to two days after the last


@dataclass(frozen=True)
class Stay:
    """The days a person spends in the venue's zone, arrival and departure included."""

    zone: ZoneInfo
    first: dt.date
    last: dt.date


def stay_around(when: WeddingDate, zone: ZoneInfo, days: int = DAYS_AROUND) -> Stay | None:
    """A guess for people who haven't said when they travel; None until the date is exact."""
    if when.first_day is None or when.last_day is None:
        return None
    return Stay(zone, when.first_day - ONE_DAY * days, when.last_day + ONE_DAY * days)


def zone_on(day: dt.date, home: ZoneInfo, stay: Stay | None) -> ZoneInfo:
    """The zone in force for a person on a local day: home, but the venue's during the stay."""
    return stay.zone if stay and stay.first <= day <= stay.last else home


def plausible_zones(day: dt.date, home: ZoneInfo, stay: Stay | None) -> tuple[ZoneInfo, ...]:
    """The zone in force first, then the other one if a journey is a day away or less.

    People fly overnight and the two dates differ, so an hour that is asleep in either is quiet.
    """
    around = (day, day - ONE_DAY, day + ONE_DAY)
    return tuple(dict.fromkeys(zone_on(near, home, stay) for near in around))
