"""A tree as one query: the people it means, each with the wedding that is meant.

A person fits by one wedding of their client for which everything holds at once; of several the
earliest is meant. Who has no wedding at all is nobody's audience: there is nothing to say when.
"""

from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from campaigns.segments.field import Condition
from campaigns.segments.operators import OPERATORS
from campaigns.segments.reach import of_roles, rank
from campaigns.segments.registry import fields
from campaigns.segments.roles import Roles
from campaigns.segments.scope import Scope
from campaigns.segments.tree import And, Member, Node, Not, Or, Test
from wedsync.weddings.models import Person

# Named once, so that every condition is about the one wedding of the row.
OF_THE_WEDDING = (
    "date", "precision", "life", "venue_name", "venue_city", "venue_country", "guests", "budget",
    "currency", "style", "created_at",
)  # fmt: skip
COLUMNS = {f"wedding_{name}": F(f"client__weddings__{name}") for name in OF_THE_WEDDING}


def people_in(tree: And, scope: Scope, roles: Roles | None = None) -> QuerySet[Person]:
    """The current tenant's, by id, annotated with `meant`. The tree is resolved.

    Without `roles` everybody around the wedding.
    """
    found = _fitting(tree, scope, roles)
    ordered = found.order_by("id", F("wedding_date"), "meant")  # type: ignore[misc]  # annotated
    return ordered.distinct("id")


def weddings_in(tree: And, scope: Scope, roles: Roles | None = None) -> QuerySet[Any, UUID]:
    """The ids of all weddings that fit, also of those whom nobody's `meant` is about."""
    fitting = _fitting(tree, scope, roles).order_by()
    meant = fitting.values_list("meant", flat=True)  # type: ignore[misc]  # annotated
    return meant.distinct()


def _fitting(tree: And, scope: Scope, roles: Roles | None) -> QuerySet[Person]:
    rows = Person.objects.annotate(meant=F("client__weddings__id")).alias(**COLUMNS)
    if roles:
        rows = rows.alias(rank=rank(roles)).filter(of_roles(roles))
    return rows.filter(where(tree, scope), meant__isnull=False, client__archived_at=None)


def where(node: Node, scope: Scope) -> Q:
    """Raises ValueError for a Member."""
    match node:
        case Test():
            return Q(_asked(node, scope)) if not _opposite(node) else ~where(_plain(node), scope)
        case Not(of):
            return ~where(of, scope)
        case And(parts):
            return Q(*(where(part, scope) for part in parts))
        case Or(parts):
            return Q(*(where(part, scope) for part in parts), _connector=Q.OR)
        case Member():
            raise ValueError("Resolve a tree before it is asked.")


def _asked(test: Test, scope: Scope) -> Condition:
    return fields()[test.field].where(test, scope)


def _opposite(test: Test) -> str:
    return OPERATORS[test.operator].negates


def _plain(test: Test) -> Test:
    return Test(test.field, _opposite(test), test.value)
