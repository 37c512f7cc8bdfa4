"""Who said yes or no, by name: a member of the vendor, or the policy that was agreed on."""

from collections.abc import Iterable

from wedsync.lib.worded import worded
from wedsync.vendors.models import Membership, Vendor

FORMER = worded("somebody who has left")


def deciders(vendor: Vendor, actors: Iterable[str]) -> dict[str, str]:
    """By actor as it is stored (`user:7`, `policy:auto`); one query however many there are."""
    wanted = set(filter(None, actors))
    seats = Membership.objects.filter(vendor=vendor).select_related("user")
    ids = [int(id_) for kind, _, id_ in (one.partition(":") for one in wanted) if kind == "user"]
    names = {f"user:{seat.user_id}": _name(seat) for seat in seats.filter(user__in=ids)}
    return {one: names.get(one) or _other(one) for one in wanted}


def _name(seat: Membership) -> str:
    return seat.user.get_full_name() or seat.user.email or str(seat.user)


def _other(actor: str) -> str:
    kind, _, policy = actor.partition(":")
    return worded("the policy “{policy}”", policy=policy) if kind == "policy" else FORMER
