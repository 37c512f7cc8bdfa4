"""Who a campaign reaches: people by role, of weddings that fit; and the query they come to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now as current_time

from campaigns.segments.parse import parse as parse_tree
from campaigns.segments.parse import to_json as tree_to_json
from campaigns.segments.query import people_in, weddings_in
from campaigns.segments.registry import kinds
from campaigns.segments.roles import Roles, Whom, parse_roles
from campaigns.segments.scope import Scope
from campaigns.segments.scope_of import scope_of
from campaigns.segments.tree import And, Test
from campaigns.segments.written_out import written_out
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import current_vendor_id
from wedsync.weddings.models import Life, Person

FIELDS = frozenset({"role", "channel", "hours", "conditions"})
# How an audience was stored before it had conditions; still read.
PLAIN = frozenset({"role", "wedding_from", "wedding_to", "life", "tag"})
PRIMARY = Roles()
ALL_BOOKED = And((Test("life", "is", (Life.BOOKED.value,)),))


@dataclass(frozen=True)
class Audience:
    """Who of a wedding's people, and which weddings and people; with an empty tree every one."""

    roles: Roles = PRIMARY
    tree: And = ALL_BOOKED


def parse(raw: Mapping[str, Any]) -> Audience:
    """From stored or submitted JSON. Raises Refusal naming the condition that is wrong."""
    known = FIELDS if "conditions" in raw else PLAIN
    if unknown := sorted(set(raw) - known):
        raise Refusal(
            "There is no condition called {name}.", code="audience_invalid", name=f"{unknown[0]!r}"
        )
    roles = parse_roles(raw.get("role", Whom.PRIMARY), raw.get("channel"), raw.get("hours"))
    conditions = raw["conditions"] if "conditions" in raw else _plain(raw)
    return Audience(roles, parse_tree(conditions, kinds()))


def to_json(audience: Audience) -> dict[str, Any]:
    roles = audience.roles
    chosen = {"channel": roles.channel} if roles.one else {}
    waiting = {"hours": roles.hours} if roles.whom is Whom.THEN_OTHER else {}
    conditions = tree_to_json(audience.tree)
    return {"role": roles.whom.value, **chosen, **waiting, "conditions": conditions}


def people(audience: Audience, scope: Scope | None = None) -> QuerySet[Person]:
    """The current tenant's people in this audience, by id, each with the wedding `meant`.

    A client with several weddings counts with the earliest that fits. Without a scope it is asked
    as of now. Raises Refusal for a segment that is gone.
    """
    return people_in(written_out(audience.tree), scope or scope_now(), audience.roles)


def weddings(audience: Audience, scope: Scope | None = None) -> QuerySet[Any, UUID]:
    """The ids of every wedding of which somebody is in this audience, of a client's all."""
    return weddings_in(written_out(audience.tree), scope or scope_now(), audience.roles)


def scope_now() -> Scope:
    """The current tenant's."""
    tenant, now = current_vendor_id(), current_time()
    return scope_of(Vendor.objects.get(pk=tenant), now) if tenant else Scope(now)


def _plain(raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    life, tag = raw.get("life", Life.BOOKED.value), raw.get("tag", "")
    first, last = _day(raw, "wedding_from"), _day(raw, "wedding_to")
    if first and last and last < first:
        raise Refusal("The audience ends before it begins.", code="audience_invalid")
    return [
        *([{"field": "life", "is": "is", "value": [life]}] if life else []),
        *([{"field": "date", "is": "from", "value": first.isoformat()}] if first else []),
        *([{"field": "date", "is": "until", "value": last.isoformat()}] if last else []),
        *([{"field": "tag", "is": "has", "value": [str(tag)]}] if tag else []),
    ]


def _day(raw: Mapping[str, Any], name: str) -> dt.date | None:
    value = raw.get(name)
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refusal(
            "{value} is not a day like 2027-06-19.", code="audience_invalid", value=f"{value!r}"
        ) from None
