"""Change what a seat allows, or take it away."""

from uuid import UUID

from django.db import transaction

from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Membership, Role, Vendor


@transaction.atomic
def give_role(vendor: Vendor, pk: UUID, role: str, *, actor: str) -> None:
    """Raises Refusal for the last owner, and for a seat that is gone."""
    seat = _seat(vendor, pk)
    if seat.role == role:
        return
    _keep_an_owner(vendor, seat)
    said = {"was": seat.role, "is": role}
    seat.role = role
    seat.save(update_fields=["role"])
    record(vendor, "seat.changed", seat, actor=actor, data=said)


@transaction.atomic
def take_away(vendor: Vendor, pk: UUID, *, actor: str) -> None:
    """Raises Refusal for the last owner, and for a seat that is gone."""
    seat = _seat(vendor, pk)
    _keep_an_owner(vendor, seat)
    record(vendor, "seat.removed", seat, actor=actor, data={"role": seat.role})
    seat.delete()


def _seat(vendor: Vendor, pk: UUID) -> Membership:
    """Under the vendor's lock: two owners can't take each other's seat at once."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    seat = Membership.objects.filter(vendor=vendor, pk=pk).first()
    if seat is None:
        raise Refusal("This seat is gone.", code="no_such_seat")
    return seat


def _keep_an_owner(vendor: Vendor, seat: Membership) -> None:
    others = Membership.objects.filter(vendor=vendor, role=Role.OWNER).exclude(pk=seat.pk)
    if seat.role == Role.OWNER and not others.exists():
        raise Refusal("A business needs an owner: make somebody else one first.", code="last_owner")
