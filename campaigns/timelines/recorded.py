"""The days beside a wedding's own that a step can hang on: milestones, events, the inquiry."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import at_local
from wedsync.weddings.models import Client, Milestone, Wedding, WeddingDay

Recorded = Mapping[str, dt.date | dt.datetime]


def recorded_of(weddings: Sequence[Wedding], vendor: Vendor) -> dict[UUID, Recorded]:
    """By wedding, in two queries; its `days` are prefetched.

    A milestone says more than what we know otherwise: when they asked, when an event begins.
    """
    inquiries, milestones = _inquiries(weddings, vendor), _milestones(weddings, vendor)
    return {
        one.pk: {
            "inquiry": inquiries[one.client_id],
            **_events(one.days.all(), ZoneInfo(one.timezone or vendor.timezone)),
            **milestones[one.pk],
        }
        for one in weddings
    }


def _inquiries(weddings: Iterable[Wedding], vendor: Vendor) -> Mapping[UUID, dt.datetime]:
    """By client: since when we know them."""
    ids = {wedding.client_id for wedding in weddings}
    rows = Client.objects.filter(vendor=vendor, pk__among=ids).order_by()
    return dict(rows.values_list("pk", "created_at"))


def _milestones(
    weddings: Iterable[Wedding], vendor: Vendor
) -> Mapping[UUID, dict[str, dt.date | dt.datetime]]:
    ids = {wedding.pk for wedding in weddings}
    rows = Milestone.objects.filter(vendor=vendor, wedding__id__among=ids).order_by()
    found: dict[UUID, dict[str, dt.date | dt.datetime]] = defaultdict(dict)
    for wedding, name, day, at in rows.values_list("wedding_id", "name", "day", "at"):
        found[wedding][name] = at or day
    return found


def _events(days: Iterable[WeddingDay], venue: ZoneInfo) -> Recorded:
    """The first of each kind: an instant where it has an hour. They come in order."""
    found: dict[str, dt.date | dt.datetime] = {}
    for event in days:
        at = event.starts_at
        found.setdefault(event.kind, event.day if at is None else at_local(event.day, at, venue))
    return found
