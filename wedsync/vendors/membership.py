"""Which vendor a signed-in person works for, and what their role allows."""

from uuid import UUID

from wedsync.vendors.models import Membership, Role
from wedsync.vendors.scopes import Right, Scope, right_for
from wedsync.vendors.tenancy import operator

__all__ = ["RIGHTS", "Right", "may", "membership_of", "within"]


RIGHTS: dict[str, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.LOOK}),
    Role.ASSISTANT: frozenset({Right.LOOK, Right.WRITE}),
    Role.MANAGER: frozenset({Right.LOOK, Right.WRITE, Right.SEND}),
    Role.OWNER: frozenset(Right),
}


def may(membership: Membership, right: Right) -> bool:
    return right in RIGHTS[membership.role]


def within(membership: Membership) -> list[Scope]:
    """The scopes that this role reaches, in the order of their list."""
    return [scope for scope in Scope if may(membership, right_for(scope))]


def membership_of(user_id: int, vendor_id: UUID | None = None) -> Membership | None:
    """The seat a person sits on: the one asked for, else the oldest.

    Runs as operator because before this answer no tenant is known; it reads nothing but the
    person's own seats.
    """
    with operator():
        seats = Membership.objects.filter(user_id=user_id).select_related("vendor")
        if vendor_id is not None:
            seats = seats.filter(vendor_id=vendor_id)
        return seats.order_by("created_at", "pk").first()
