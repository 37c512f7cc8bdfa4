"""Say it again: one delivery, everything an endpoint did not take, or a test."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from crm_connectors.outgoing.catalogue import KINDS, TEST
from crm_connectors.outgoing.gather import body_of
from crm_connectors.outgoing.models import Delivery, DeliveryState, Endpoint, EndpointState
from crm_connectors.outgoing.sources.happened import Happened
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

FRESH = {"state": DeliveryState.PENDING, "attempts": 0, "lease_until": None, "done_at": None}


@transaction.atomic
def replay(vendor: Vendor, pk: UUID, now: dt.datetime, *, actor: str) -> Delivery:
    """The same bytes under the same webhook-id. Raises Delivery.DoesNotExist, Refusal."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("endpoint")
    delivery = rows.get(vendor=vendor, pk=pk)
    _open(delivery.endpoint)
    if delivery.state == DeliveryState.PENDING and delivery.lease_until:
        raise Refusal("It is on its way just now.", code="webhook_under_way")
    Delivery.objects.filter(pk=pk).update(due_at=now, **FRESH)
    record(vendor, "webhook.replayed", delivery.endpoint, actor=actor, data={"deliveries": 1})
    return delivery


@transaction.atomic
def replay_since(
    vendor: Vendor, endpoint_pk: UUID, since: dt.datetime, now: dt.datetime, *, actor: str
) -> int:
    """Everything given up since then, in one statement; how many."""
    endpoint = Endpoint.objects.select_for_update().get(vendor=vendor, pk=endpoint_pk)
    _open(endpoint)
    lost = Delivery.objects.filter(
        vendor=vendor, endpoint=endpoint, state=DeliveryState.GIVEN_UP, created_at__gte=since
    )
    found = lost.update(due_at=now, **FRESH)
    record(vendor, "webhook.replayed", endpoint, actor=actor, data={"deliveries": found})
    return found


@transaction.atomic
def say_test(vendor: Vendor, endpoint_pk: UUID, now: dt.datetime, *, actor: str) -> Delivery:
    """An event that says so itself, whatever the endpoint listens to."""
    endpoint = Endpoint.objects.get(vendor=vendor, pk=endpoint_pk)
    _open(endpoint)
    one = Happened(uuid7(), TEST, now, KINDS[TEST].sample)
    record(vendor, "webhook.tested", endpoint, actor=actor)
    return Delivery.objects.create(
        vendor=vendor,
        endpoint=endpoint,
        event_id=one.id,
        kind=one.kind,
        body=body_of(one),
        due_at=now,
    )


def _open(endpoint: Endpoint) -> None:
    if endpoint.state != EndpointState.ACTIVE:
        raise Refusal("This webhook is off: switch it on first.", code="webhook_off")
