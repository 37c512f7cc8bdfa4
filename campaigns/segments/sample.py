"""How many a tree means, and the first of them with the reasons: while somebody still edits it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from django.db.models import Count, QuerySet

from campaigns.segments.facts import Facts
from campaigns.segments.gather import facts_of
from campaigns.segments.judge import because
from campaigns.segments.operators import holds
from campaigns.segments.query import people_in
from campaigns.segments.registry import fields
from campaigns.segments.roles import Roles
from campaigns.segments.scope import Scope
from campaigns.segments.tree import And, Test
from campaigns.segments.why import once, why
from campaigns.segments.written_out import written_out
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

SHOWN = 10
PATIENCE = 3_000  # milliseconds of the database, all in all


@dataclass(frozen=True)
class Fit:
    person: Person
    wedding: Wedding
    why: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    people: int
    couples: int
    sample: tuple[Fit, ...] = ()


def count_and_sample(
    tree: And, vendor: Vendor, scope: Scope, roles: Roles | None = None
) -> Counted:
    """Raises Refusal for a segment that is gone, and when it takes too long to wait for."""
    asked = written_out(tree)
    found = people_in(asked, scope, roles).filter(vendor=vendor)
    with _hurried():
        return Counted(**count(found), sample=_sample(found, asked, vendor, scope))


def count(found: QuerySet[Person]) -> Mapping[str, int]:
    """`people`, and the `couples` they belong to."""
    distinct = Person.objects.filter(pk__in=found.values("pk"))
    return distinct.aggregate(people=Count("pk"), couples=Count("client", distinct=True))


@contextmanager
def _hurried() -> Iterator[None]:
    """What was there before holds again afterwards, whatever becomes of it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            before = cursor.fetchone()[0]
            _limit(str(PATIENCE))
            yield
            _limit(before)
    except OperationalError as error:
        raise Refusal(
            "This takes too long to count while you edit it. You can save it all the same.",
            code="too_slow",
        ) from error


def _limit(milliseconds: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [milliseconds])


def _sample(found: QuerySet[Person], tree: And, vendor: Vendor, scope: Scope) -> tuple[Fit, ...]:
    people = list(found.select_related("client")[:SHOWN])
    weddings = Wedding.objects.filter(vendor=vendor).in_bulk([_meant(one) for one in people])
    pairs = [(person, weddings[_meant(person)]) for person in people]
    return tuple(
        Fit(person, wedding, _why(tree, facts, scope))
        for (person, wedding), facts in zip(pairs, facts_of(pairs, scope.now), strict=True)
    )


def _meant(person: Person) -> object:
    return person.meant  # type: ignore[attr-defined]  # annotated


def _why(tree: And, facts: Facts, scope: Scope) -> tuple[str, ...]:
    def truth(test: Test) -> bool | None:
        return holds(test, fields()[test.field].read(facts, scope), scope)

    return once(_because(test, facts, scope) for test in because(tree, truth))


def _because(test: Test, facts: Facts, scope: Scope) -> str:
    field = fields()[test.field]
    return why(test, field, field.read(facts, scope), scope, secret=field.secret)
