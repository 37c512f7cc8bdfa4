"""What a person says of couples that may be doubles, and the reading that brings it in."""

import datetime as dt
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet

from crm_connectors import hear, offers
from crm_connectors.known_connectors import connector_of
from crm_connectors.models import Connection, Record
from crm_connectors.protocol import Hears, Pulls
from crm_connectors.tasks import run_sync
from wedsync.lib.later import later
from wedsync.lib.one_by_one import Decided, one_by_one

Verb = Callable[..., None]
ANSWERS: dict[str, Verb] = {
    "same": offers.same,
    "another": offers.another,
    "leave": offers.leave_out,
}


def to_decide(vendor_id: UUID, ids: Iterable[UUID]) -> QuerySet[Record]:
    """Locked, and always in one order, so that two people who decide don't wait for each other."""
    ours = Record.objects.filter(vendor=vendor_id, pk__in=list(ids)).order_by("pk")
    return ours.select_related("connection__vendor").select_for_update(of=("self",))


def decide_offers(
    found: Iterable[Record], answer: str, now: dt.datetime, *, actor: str
) -> tuple[Decided[Record], ...]:
    """One answer for all of them, each by itself; then every system that it is about is read."""
    verb = ANSWERS[answer]
    decided = one_by_one(found, lambda offer: verb(offer, actor=actor))
    read_on([one.thing for one in decided if one.refusal is None], now, actor=actor)
    return decided


def read_on(decided: Iterable[Record], now: dt.datetime, *, actor: str) -> None:
    """Bring in what was decided: by one full reading, or by what was last heard of each."""
    asked: dict[UUID, Connection] = {}
    for offer in decided:
        connector = connector_of(offer.connection.connector)
        if isinstance(connector, Pulls):
            asked[offer.connection_id] = offer.connection
        elif not _by_letter(connector, offer):
            hear.again(offer.connection, offer.external_id, now)
    for connection in asked.values():
        if begun := offers.read_again(connection, actor=actor):
            later(run_sync, str(begun.pk))


def _by_letter(connector: object, offer: Record) -> bool:
    """A letter proves nothing: it changes nobody who is here."""
    linked = offer.state == Record.State.LINKED
    return isinstance(connector, Hears) and connector.by_mail and linked
