"""What plans rest on, read from the rows of many weddings: a few queries, however many."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects

from campaigns.timeline import Basis
from campaigns.timelines.recorded import Recorded, recorded_of
from campaigns.timelines.working_days import saturdays, working_days
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Stay, local_day, stay_around
from wedsync.weddings.models import Life, Person, Precision, Role, Wedding
from wedsync.weddings.protection import protected_hours

# What ends everything automatic until a person restarts it.
OVER = frozenset({Life.CANCELLED.value, Life.SEPARATED.value, Life.BEREAVED.value})
# Whose clock each role reads; a couple is written to at one instant, its first partner's.
HOMES: Mapping[str, str] = {
    "primary": Role.PARTNER_A,
    "other": Role.PARTNER_B,
    "couple": Role.PARTNER_A,
    "planner": Role.PLANNER,
    "day_of": Role.DAY_OF,
    "parent": Role.PARENT,
}
Homes = Mapping[str, ZoneInfo]


def bases_of(vendor: Vendor, weddings: Collection[Wedding], now: dt.datetime) -> dict[UUID, Basis]:
    """By wedding. Attributes of the given rows count as they stand, saved or not.

    `now` only says in which years working days matter.
    """
    rows = list(weddings)
    prefetch_related_objects(rows, "days")
    recorded, protected = recorded_of(rows, vendor), protected_hours(rows, vendor)
    homes, working = _homes(rows, vendor), working_days(vendor, now)
    found = {}
    for one in rows:
        home = homes.get(one.client_id, {})
        found[one.pk] = Basis(
            when=one.when,
            venue=_venue(one, vendor),
            vendor=ZoneInfo(vendor.timezone),
            homes=home,
            stay=_stay(one, home, recorded[one.pk], vendor),
            recorded=recorded[one.pk],
            protected=protected[one.pk],
            working=working,
            saturdays=saturdays(vendor, home.get("primary"), now),
            stopped=one.life if one.life in OVER else "",
            postponed=one.life == Life.POSTPONED and one.precision != Precision.EXACT,
        )
    return found


def _venue(wedding: Wedding, vendor: Vendor) -> ZoneInfo:
    return ZoneInfo(wedding.timezone or vendor.timezone)


def _homes(weddings: Iterable[Wedding], vendor: Vendor) -> Mapping[UUID, Homes]:
    """By client, of those who said where they live; the first of a role speaks for it."""
    clients = {wedding.client_id for wedding in weddings}
    rows = Person.objects.filter(vendor=vendor, client__id__among=clients).exclude(timezone="")
    lives: dict[UUID, dict[str, ZoneInfo]] = defaultdict(dict)
    for client, role, zone in rows.order_by("id").values_list("client_id", "role", "timezone"):
        lives[client].setdefault(role, ZoneInfo(zone))
    return {
        client: {role: zones[person] for role, person in HOMES.items() if person in zones}
        for client, zones in lives.items()
    }


def _stay(wedding: Wedding, homes: Homes, recorded: Recorded, vendor: Vendor) -> Stay | None:
    """For a wedding away from home: from the day they arrive to the day they leave.

    Where neither is recorded, two days on either side.
    """
    venue = _venue(wedding, vendor)
    if homes.get("primary", ZoneInfo(vendor.timezone)) == venue:
        return None
    usual = stay_around(wedding.when, venue)
    if usual is None:
        return None
    first = _day(recorded.get("arrival", usual.first), venue)
    return Stay(venue, first, max(first, _day(recorded.get("departure", usual.last), venue)))


def _day(at: dt.date | dt.datetime, venue: ZoneInfo) -> dt.date:
    return local_day(at, venue) if isinstance(at, dt.datetime) else at
