"""Who a campaign reaches: a few plain conditions, and the query they come to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wedsync.lib.refusal import Refusal
from wedsync.weddings.models import Life, Person, Role, Wedding

ROLES: dict[str, tuple[str, ...]] = {
    "primary": (Role.PARTNER_A,),
    "couple": (Role.PARTNER_A, Role.PARTNER_B),
    "planner": (Role.PLANNER,),
}
FIELDS = frozenset({"role", "wedding_from", "wedding_to", "life", "tag"})


@dataclass(frozen=True)
class Audience:
    """People by role, of clients with a wedding in a span of days, in a life state, with a tag.

    `wedding_from` and `wedding_to` are local days, both included; None leaves that end open.
    """

    role: str = "primary"
    wedding_from: dt.date | None = None
    wedding_to: dt.date | None = None
    life: str = Life.BOOKED
    tag: str = ""


def parse(raw: Mapping[str, Any]) -> Audience:
    """From stored or submitted JSON. Raises Refusal naming the condition that is wrong."""
    if unknown := sorted(set(raw) - FIELDS):
        raise Refusal(f"There is no condition called {unknown[0]!r}.", code="audience_invalid")
    role, life = raw.get("role", "primary"), raw.get("life", Life.BOOKED)
    if role not in ROLES:
        raise Refusal(f"Nobody has the role {role!r}.", code="audience_invalid")
    if life not in {*Life.values, ""}:
        raise Refusal(f"No wedding is {life!r}.", code="audience_invalid")
    first, last = _day(raw, "wedding_from"), _day(raw, "wedding_to")
    if first and last and last < first:
        raise Refusal("The audience ends before it begins.", code="audience_invalid")
    return Audience(role, first, last, life, str(raw.get("tag", "")))


def to_json(audience: Audience) -> dict[str, Any]:
    return {
        "role": audience.role,
        "wedding_from": audience.wedding_from.isoformat() if audience.wedding_from else None,
        "wedding_to": audience.wedding_to.isoformat() if audience.wedding_to else None,
        "life": audience.life,
        "tag": audience.tag,
    }


def people(audience: Audience) -> QuerySet[Person]:
    """The current tenant's people in this audience, each with the id of the wedding `meant`.

    A client with several weddings counts with the earliest that fits.
    """
    weddings = Wedding.objects.filter(_wedding(audience), client=OuterRef("client"))
    found = Person.objects.filter(
        Exists(weddings), role__in=ROLES[audience.role], client__archived_at=None
    )
    if audience.tag:
        found = found.filter(client__tags__contains=[audience.tag])
    earliest = weddings.order_by("date", "id").values("id")[:1]
    return found.annotate(meant=Subquery(earliest)).order_by("id")


def _wedding(audience: Audience) -> Q:
    condition = Q()
    if audience.life:
        condition &= Q(life=audience.life)
    if audience.wedding_from:
        condition &= Q(date__gte=audience.wedding_from)
    if audience.wedding_to:
        condition &= Q(date__lte=audience.wedding_to)
    return condition


def _day(raw: Mapping[str, Any], name: str) -> dt.date | None:
    value = raw.get(name)
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refusal(f"{value!r} is not a day like 2027-06-19.", code="audience_invalid") from None
