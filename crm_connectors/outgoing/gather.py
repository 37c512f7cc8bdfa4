"""Note what there is to tell: a delivery for each event and endpoint, once.

Rows become visible when their transaction commits, in another order than their ids. So the
newest seconds are left for the next look, and now and then the last half hour is looked through
again; what was told already is passed over by the database.
"""

import datetime as dt
import json
from collections.abc import Iterator
from uuid import UUID

from crm_connectors.outgoing.models import Delivery, Endpoint, EndpointState
from crm_connectors.outgoing.sources import (
    consents,
    couples,
    history,
    moves,
    replies,
    reports,
)
from crm_connectors.outgoing.sources.happened import Happened, Span
from wedsync.lib.ids import first_at
from wedsync.vendors.tenancy import operator, tenant

SOURCES = (couples, moves, reports, replies, consents, history)
SETTLED = dt.timedelta(seconds=3)
LATE = dt.timedelta(minutes=30)
MOST = 500  # of a source at once


def gather_all(now: dt.datetime, *, late: bool = False) -> int:
    """For every open endpoint; how many deliveries were noted."""
    return sum(_of_a_vendor(vendor_id, now, late) for vendor_id in _listening())


def _listening() -> list[UUID]:
    with operator():
        open_ = Endpoint.objects.filter(state=EndpointState.ACTIVE)
        return list(open_.order_by("vendor").values_list("vendor", flat=True).distinct())


def _of_a_vendor(vendor_id: UUID, now: dt.datetime, late: bool) -> int:
    with tenant(vendor_id):
        open_ = Endpoint.objects.filter(vendor=vendor_id, state=EndpointState.ACTIVE)
        return sum(_noted(one, now, late) for one in open_.select_for_update(skip_locked=True))


def _noted(endpoint: Endpoint, now: dt.datetime, late: bool) -> int:
    until = now - SETTLED
    since = max(endpoint.created_at, now - LATE) if late else endpoint.seen_at
    found = list(_found(endpoint, since, until))
    made = Delivery.objects.bulk_create(
        [_delivery(endpoint, one) for one in found], ignore_conflicts=True
    )
    if not late and len(found) < MOST:  # else a source may have more: told ones are passed over
        endpoint.seen_at = until
        endpoint.save(update_fields=["seen_at"])
    return len(made)


def _found(endpoint: Endpoint, since: dt.datetime, until: dt.datetime) -> Iterator[Happened]:
    told = Delivery.objects.filter(
        vendor=endpoint.vendor_id, endpoint=endpoint, event_id__gte=first_at(since)
    )
    span = Span(endpoint.vendor_id, since, until, told.values("event_id"), MOST)
    for source in SOURCES:
        if wanted := [kind for kind in endpoint.kinds if kind in source.KINDS]:
            yield from source.happened(span, wanted)


def _delivery(endpoint: Endpoint, one: Happened) -> Delivery:
    return Delivery(
        vendor_id=endpoint.vendor_id,
        endpoint=endpoint,
        event_id=one.id,
        kind=one.kind,
        body=body_of(one),
    )


def body_of(one: Happened) -> str:
    """The envelope of the Standard Webhooks specification."""
    told = {"type": one.kind, "timestamp": one.at.isoformat(), "data": one.data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
