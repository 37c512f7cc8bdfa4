"""Which vendor a signed-in person works for, and what their role allows."""

from enum import Enum
from uuid import UUID

from wedsync.vendors.models import Membership, Role
from wedsync.vendors.tenancy import operator

MOST_SEATS = 50


class Right(Enum):
    LOOK = "look"
    WRITE = "write"  # clients, templates, drafts
    SEND = "send"  # launch, pause, cancel: what reaches couples
    OWN = "own"  # team, billing, data export


RIGHTS: dict[str, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.LOOK}),
    Role.ASSISTANT: frozenset({Right.LOOK, Right.WRITE}),
    Role.MANAGER: frozenset({Right.LOOK, Right.WRITE, Right.SEND}),
    Role.OWNER: frozenset(Right),
}


def may(membership: Membership, right: Right) -> bool:
    return right in RIGHTS[membership.role]


def membership_of(user_id: int, vendor_id: UUID | str | None = None) -> Membership | None:
    """The seat a person sits on: the one asked for, else (also once that is gone) the oldest."""
    seats = seats_of(user_id)
    asked_for = [seat for seat in seats if str(seat.vendor_id) == str(vendor_id)]
    return next(iter(asked_for or seats), None)


def seats_of(user_id: int) -> list[Membership]:
    """All of a person's seats, the oldest first.

    Runs as operator because before this answer no tenant is known; it reads nothing but the
    person's own seats.
    """
    with operator():
        seats = Membership.objects.filter(user_id=user_id).select_related("vendor")
        return list(seats.order_by("created_at", "pk")[:MOST_SEATS])
