"""A person says whether two couples are one: what a system told and what we knew."""

from django.db.models import QuerySet

from crm_connectors.begin_sync import begin
from crm_connectors.models import Connection, Link, Record, Sync
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.weddings.models import Wedding

MOST = 500  # offers taken at once


def same(offer: Record, *, actor: str) -> None:
    """It is the couple we know: from now on it follows the other system. Raises Refusal."""
    _check(offer)
    if not Wedding.objects.filter(vendor=offer.vendor_id, pk=offer.wedding_id).exists():
        raise Refusal("That couple has been removed meanwhile.", code="removed")
    ours = {"vendor_id": offer.vendor_id, "source": offer.connection.connector}
    ours |= {"kind": Link.Kind.WEDDING}
    if Link.objects.filter(**ours, object_id=offer.wedding_id).exists():
        raise Refusal(
            "That couple is linked to another entry of this system already.", code="linked"
        )
    Link.objects.update_or_create(
        **ours, external_id=offer.external_id, defaults={"object_id": offer.wedding_id}
    )
    _settle(offer, Record.State.LINKED, "record.same", actor)


def another(offer: Record, *, actor: str) -> None:
    """It is a couple of its own, which the next reading makes. Raises Refusal."""
    _check(offer)
    _settle(offer, Record.State.FREE, "record.another", actor)


def leave_out(offer: Record, *, actor: str) -> None:
    """It is not to come in. Raises Refusal."""
    _check(offer)
    _settle(offer, Record.State.REFUSED, "record.left_out", actor)


def open_offers(connection: Connection) -> QuerySet[Record]:
    return Record.objects.filter(
        vendor=connection.vendor_id, connection=connection, state=Record.State.OFFERED
    )


def read_again(connection: Connection, *, actor: str) -> Sync | None:
    """Bring in what was decided; None where a run is under way, which may be too early for it."""
    try:
        return begin(connection, Sync.Kind.FULL, actor=actor)
    except Refusal:
        return None


def _check(offer: Record) -> None:
    if offer.state != Record.State.OFFERED:
        raise Refusal("This has been decided already.", code="decided")


def _settle(offer: Record, state: Record.State, verb: str, actor: str) -> None:
    offer.state, offer.heard = state, {}
    offer.save(update_fields=["state", "heard"])
    record(offer.vendor_id, verb, offer, actor=actor)
