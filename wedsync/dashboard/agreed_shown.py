"""What stands beside a wedding's own days on its page: the dates agreed on."""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wedsync.dashboard.agreed_names import spoken
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Milestone, Wedding


class Agreed(NamedTuple):
    """`at` by the clock of the venue."""

    name: str
    day: dt.date
    at: dt.time | None


def agreed(vendor: Vendor, wedding: Wedding) -> list[Agreed]:
    """In their order; one query."""
    zone = ZoneInfo(wedding.timezone or vendor.timezone)
    ours = Milestone.objects.filter(vendor=vendor, wedding=wedding)
    return [
        Agreed(spoken(one.name), one.day, one.at.astimezone(zone).time() if one.at else None)
        for one in ours
    ]
