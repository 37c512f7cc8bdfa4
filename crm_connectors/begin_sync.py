"""Begins runs: by a person's word, or because it is time."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.timezone import now as current_time

from crm_connectors.known_connectors import connector_of, connectors
from crm_connectors.models import OPEN_SYNCS, Connection, Standing, Sync
from crm_connectors.protocol import Pulls
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Feature
from wedsync.vendors.switches import need
from wedsync.vendors.tenancy import operator, tenant

WHOLE = dt.timedelta(hours=24)
BETWEEN_HINTS = dt.timedelta(seconds=20)
MOST_AT_ONCE = 200
BEAT = "system:sync"


def begin(connection: Connection, kind: Sync.Kind, *, actor: str) -> Sync:
    """Queue a run. Raises Refusal. Without a watermark what changed is everything."""
    if not isinstance(connector_of(connection.connector), Pulls):
        raise Refusal("This system can't be asked; it tells us by itself.", code="not_asked")
    need(connection.vendor_id, Feature.CONNECTORS, current_time())
    if connection.state != Standing.ACTIVE:
        raise Refusal("This connection is not active.", code="not_active")
    if kind == Sync.Kind.RECENT and connection.watermark is None:
        kind = Sync.Kind.FULL
    sync = Sync(vendor_id=connection.vendor_id, connection=connection, kind=kind, actor=actor)
    sync.since = connection.watermark if kind == Sync.Kind.RECENT else None
    try:
        with transaction.atomic():
            sync.save(force_insert=True)
    except IntegrityError:
        raise Refusal("A sync of this connection is under way.", code="under_way") from None
    return sync


def begin_due(at: dt.datetime) -> list[UUID]:
    """Queue what is due, of every vendor: all of it once a day, else what changed."""
    begun = []
    for connection in _due(at):
        whole = connection.full_at is None or connection.full_at <= at - WHOLE
        with tenant(connection.vendor_id):
            try:
                kind = Sync.Kind.FULL if whole else Sync.Kind.RECENT
                begun.append(begin(connection, kind, actor=BEAT).pk)
            except Refusal:
                continue  # somebody was faster
    return begun


def _due(at: dt.datetime) -> list[Connection]:
    asked_often = {key: one.often for key, one in connectors().items() if isinstance(one, Pulls)}
    due = Q(pulled_at=None) | Q(hinted_at__gt=F("pulled_at"), pulled_at__lte=at - BETWEEN_HINTS)
    for key, often in asked_often.items():
        due |= Q(connector=key, pulled_at__lte=at - often)
    with operator():
        found: QuerySet[Connection] = Connection.objects.filter(
            due, connector__in=asked_often, state=Standing.ACTIVE, sealed__gt=b""
        ).exclude(syncs__state__in=OPEN_SYNCS)
        return list(found.select_related("vendor").order_by("pulled_at", "pk")[:MOST_AT_ONCE])
