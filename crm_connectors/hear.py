"""Takes in what another system tells us: once for each event, with an answer it can act on."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from crm_connectors import tasks
from crm_connectors.dates import Orders, decide
from crm_connectors.import_couples import take_turn
from crm_connectors.inbound_map import check_mapping, flat, read, understood
from crm_connectors.keep import foresee, keep
from crm_connectors.known_connectors import connector_of
from crm_connectors.models import Call, Connection, Standing
from crm_connectors.news import News
from crm_connectors.protocol import Hears
from crm_connectors.sync import origin_of
from crm_connectors.told import Told
from crm_connectors.translate import House
from messaging.news import announce
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Feature
from wedsync.vendors.switches import need

TAKEN, REFUSED = 200, 422
Answer = dict[str, Any]


def hear(connection: Connection, payload: Mapping[str, Any], now: dt.datetime) -> Call:
    """Runs as the tenant. An event that was taken is answered again; one that was refused is read
    anew, because the mapping may have been mended. Raises Refusal while the connection rests."""
    if connection.state == Standing.PAUSED:
        raise Refusal("This connection is paused.", code="paused")
    need(connection.vendor_id, Feature.CONNECTORS, now)
    with transaction.atomic():
        call = _stored(connection, payload)
        if call.status != TAKEN:
            call.status, call.answer = _answer(connection, payload, now)
            call.save(update_fields=["status", "answer"])
            announce(connection.vendor_id)
    return call


def again(connection: Connection, external_id: str, now: dt.datetime) -> bool:
    """Read the last word about this id once more, after a person decided what it is."""
    calls = Call.objects.filter(connection=connection, answer__external_id=external_id)
    call = calls.exclude(payload={}).order_by("-pk").first()
    if call is None:
        return False
    call.status, call.answer = _answer(connection, call.payload, now)
    call.save(update_fields=["status", "answer"])
    return True


def try_payload(
    connection: Connection, payload: Mapping[str, Any], now: dt.datetime
) -> tuple[Told, News, dict[str, str]]:
    """What would become of it, and which path means what; nothing is written."""
    told = told_of(connection, payload, now)
    ((news, _),) = foresee(connection, [told], origin_of(connection, now))
    paths = flat(payload)
    connector = connector_of(connection.connector)
    fields = connector.fields if isinstance(connector, Hears) else {}
    return told, news, understood(paths, connection.connector, fields, connection.mapping)


def set_mapping(connection: Connection, mapping: Mapping[str, str], *, actor: str) -> None:
    """Raises Refusal."""
    connection.mapping = check_mapping(mapping)
    connection.save(update_fields=["mapping"])
    record(connection.vendor_id, "connection.mapped", connection, actor=actor)


def told_of(connection: Connection, payload: Mapping[str, Any], now: dt.datetime) -> Told:
    connector, vendor = connector_of(connection.connector), connection.vendor
    fields = connector.fields if isinstance(connector, Hears) else {}
    house = House(vendor.country, vendor.currency, orders_of(vendor.country))
    return read(payload, connection.connector, fields, connection.mapping, house, now)


def orders_of(country: str) -> Orders:
    """How somebody there writes 3/4/2027, where nothing else tells."""
    return decide(frozenset(), country)


def _stored(connection: Connection, payload: Mapping[str, Any]) -> Call:
    key = str(payload.get("event_id") or "")[:64] or _digest(payload)
    call, _ = Call.objects.select_for_update().get_or_create(
        vendor_id=connection.vendor_id,
        connection=connection,
        key=key,
        defaults={"payload": dict(payload)},
    )
    return call


def _answer(
    connection: Connection, payload: Mapping[str, Any], now: dt.datetime
) -> tuple[int, Answer]:
    if not isinstance(connector_of(connection.connector), Hears):
        return _hinted(connection, now)
    told = told_of(connection, payload, now)
    if told.note:
        return TAKEN, {"state": "ignored", "note": told.note}
    take_turn(connection.vendor_id)
    ((news, written),) = keep(connection, [told], origin_of(connection, now), now)
    problems = [problem.as_json() for problem in news.fate.problems]
    if news.fate.state == "skipped":
        return REFUSED, {"errors": problems, "external_id": told.external_id}
    return TAKEN, {
        "state": news.kept.state if news.kept.state == "offered" else news.fate.state,
        "external_id": told.external_id,
        "couple": written.client_id,
        "wedding": written.wedding_id,
        "warnings": problems,
    }


def _hinted(connection: Connection, now: dt.datetime) -> tuple[int, Answer]:
    """Something moved there: it is asked, by its own API, what."""
    Connection.objects.filter(pk=connection.pk).update(hinted_at=now)
    later(tasks.sync_due)
    return TAKEN, {"state": "noted"}


def _digest(payload: Mapping[str, Any]) -> str:
    told = json.dumps(payload, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
