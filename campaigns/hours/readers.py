"""What choosing somebody's hour goes by: what they do, and the hours that are closed to them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from campaigns.broadcast.hours import Reader
from messaging.habits import ladders_of, zone_of
from messaging.policy.gates.saturday import SATURDAYS
from messaging.policy.hours import Quiet, known_zones, quiet_within
from messaging.policy.law import laws_in
from messaging.surroundings import surroundings_of
from messaging.whereabouts import places_of, zones_of
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window
from wedsync.weddings.models import Person, Wedding
from wedsync.weddings.protection import protected_hours


class Ask(NamedTuple):
    """`unit`: the wedding, else the person. `span`: within which an hour is wanted.

    `texting`: whether the law's hours for texts count.
    """

    id: UUID
    unit: UUID
    person: Person
    wedding: Wedding | None
    span: Window
    texting: bool


def readers(
    vendor: Vendor, asks: Sequence[Ask], now: dt.datetime, channel: str = ""
) -> Iterator[Reader]:
    """In their order; a few queries, however many. `channel`: whose habits count most."""
    ladders = ladders_of([one.person for one in asks], vendor, now, channel)
    weddings = {one.wedding.pk: one.wedding for one in asks if one.wedding}
    protected = protected_hours(weddings.values(), vendor)
    usual = surroundings_of(vendor, (), now).hours + _blanket(vendor)
    for one in asks:
        own = protected.get(one.wedding.pk, ()) if one.wedding else ()
        quiet = usual + (_by_law(one, vendor) if one.texting else ())
        zones = known_zones(zones_of(one.person, one.wedding, vendor))
        closed = (*quiet_within(one.span, zones, quiet), *own)
        zone = zone_of(one.person, vendor)
        yield Reader(one.id, str(one.unit), ladders[one.person.pk], zone, closed)


def _blanket(vendor: Vendor) -> tuple[Quiet, ...]:
    return SATURDAYS if vendor.saturday_blanket else ()


def _by_law(one: Ask, vendor: Vendor) -> tuple[Quiet, ...]:
    day = one.span.start.date()
    places = places_of(one.person, one.wedding, vendor)
    return tuple(quiet for law in laws_in(places, day) for quiet in law.quiet_around(day))
