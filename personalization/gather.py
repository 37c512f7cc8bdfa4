"""The facts of many people and weddings at once, in five queries however many they are.

A sixth, once a day and process, counts a vendor's bookings by month.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from personalization.context import Context, Facts
from personalization.house import house_of
from personalization.programme import Event
from wedsync.vendors.models import Vendor
from wedsync.weddings.busy import peak_of
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Client, Person, Wedding, WeddingDay

Pair = tuple[UUID, UUID | None]  # a person, and the wedding it is about

VENDOR = (
    "name", "locale", "city", "phone", "sender_email", "website", "signature", "postal_address",
    "accent", "logo", "brand_voice", "country", "timezone",
)  # fmt: skip
PERSON = ("id", "client_id", "role", "given_name", "family_name", "language", "timezone")
WEDDING = (
    "id", "client_id", "date", "precision", "life", "venue_name", "venue_city", "venue_country",
    "timezone", "latitude", "longitude", "guests", "budget", "currency", "style",
)  # fmt: skip


def contexts_for(
    pairs: Iterable[Pair], vendor: Vendor, now: dt.datetime
) -> dict[Pair, dict[str, Any]]:
    """The values a template reads, by pair; each on the local day of its venue."""
    return {pair: one.values() for pair, one in gather(pairs, vendor, now).items()}


def gather(pairs: Iterable[Pair], vendor: Vendor, now: dt.datetime) -> dict[Pair, Context]:
    """`now` is aware. Raises KeyError for a person or a wedding that isn't this vendor's."""
    wanted = list(dict.fromkeys(pairs))
    people = _people({person for person, _ in wanted}, vendor)
    by_id = {one["id"]: one for circle in people.values() for one in circle}
    weddings = _weddings({wedding for _, wedding in wanted if wedding}, people, vendor)
    by_client = _by_client(weddings.values())
    events = _events({wedding for _, wedding in wanted if wedding}, vendor)
    facts, peak = facts_of(vendor), peak_of(vendor, now)
    house = house_of(facts)
    return {
        (person, wedding): Context(
            today=_today(weddings[wedding] if wedding else None, vendor, now),
            vendor=facts,
            client={"name": by_id[person]["client__name"]},
            person=by_id[person],
            people=people[by_id[person]["client_id"]],
            wedding=weddings[wedding] if wedding else None,
            days=[one.day for one in events[wedding]] if wedding else (),
            events=events[wedding] if wedding else (),
            weddings=by_client[by_id[person]["client_id"]],
            peak=peak,
            now=now,
            house=house,
        )
        for person, wedding in wanted
    }


def facts_of(vendor: Vendor) -> Facts:
    return {
        **{name: getattr(vendor, name) for name in VENDOR},
        "kind": vendor.get_kind_display().lower(),
        "type": vendor.kind,
    }


def _people(ids: Collection[UUID], vendor: Vendor) -> Mapping[UUID, list[Facts]]:
    """All people of the clients these belong to, by client: a partner is one of them.

    One question after another, no join: of couples imported a moment ago PostgreSQL has no
    statistics yet, takes the vendor's rows for few, and compares each with every other.
    """
    people = Person.objects.filter(vendor=vendor)
    clients = set(people.order_by().filter(pk__among=ids).values_list("client_id", flat=True))
    names = _names(clients, vendor)
    found: dict[UUID, list[Facts]] = defaultdict(list)
    rows = people.order_by("role", "id").filter(client__id__among=clients)
    for row in rows.values(*PERSON):
        row["client__name"] = names[row["client_id"]]
        found[row["client_id"]].append(row)
    return found


def _names(clients: Collection[UUID], vendor: Vendor) -> dict[UUID, str]:
    rows = Client.objects.filter(vendor=vendor, pk__among=clients).order_by()
    return dict(rows.values_list("pk", "name"))


def _weddings(
    ids: Collection[UUID], clients: Collection[UUID], vendor: Vendor
) -> dict[UUID, Facts]:
    """All of these clients; and what is asked for of others, which takes one more query."""
    rows = Wedding.objects.filter(vendor=vendor).values(*WEDDING)
    found = {row["id"]: row for row in rows.filter(client__id__among=clients).order_by()}
    if others := set(ids) - found.keys():
        found |= {row["id"]: row for row in rows.filter(pk__among=others).order_by()}
    return found


def _by_client(weddings: Iterable[Facts]) -> Mapping[UUID, list[Facts]]:
    found: dict[UUID, list[Facts]] = defaultdict(list)
    for one in weddings:
        found[one["client_id"]].append(one)
    return found


def _events(weddings: Collection[UUID], vendor: Vendor) -> Mapping[UUID, list[Event]]:
    found: dict[UUID, list[Event]] = defaultdict(list)
    days = WeddingDay.objects.filter(vendor=vendor, wedding__id__among=weddings)
    for wedding, kind, day, at in days.values_list("wedding_id", "kind", "day", "starts_at"):
        found[wedding].append(Event(kind, day, at))
    return found


def _today(wedding: Facts | None, vendor: Vendor, now: dt.datetime) -> dt.date:
    zone = (wedding and wedding["timezone"]) or vendor.timezone
    return local_day(now, ZoneInfo(zone))
