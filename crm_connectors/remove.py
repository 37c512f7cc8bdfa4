"""Removes the couples that rows of an import made, or archives those that something hangs on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.db.models.functions import Now

from crm_connectors.hanging import hanging
from crm_connectors.models import ImportRow, Link, RowState
from wedsync.lib.worded import worded
from wedsync.weddings.models import Client, Person, Wedding


def remove(rows: Sequence[ImportRow]) -> dict[int, str]:
    """Return, by row number, why a couple could only be archived."""
    numbers = {row.client_id: row.number for row in rows if row.client_id}
    reasons = _reasons(rows, set(numbers))
    _archive(reasons)
    _delete_couples(set(numbers) - set(reasons))
    return {
        numbers[client]: worded(
            "Put into the archive instead of removed, because of its {names}.", names=_join(why)
        )
        for client, why in reasons.items()
    }


def delete(kind: type[Model], ids: Collection[UUID | str]) -> None:
    """Delete these rows and no others.

    Django's own delete would follow every relation and touch tables that only grow, to find what
    `hanging` has found already; what it may have missed, the foreign keys refuse.
    """
    table = kind._meta.db_table  # noqa: SLF001 -- documented
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s::uuid[])", [list(ids)])  # noqa: S608 -- our table


def _reasons(rows: Sequence[ImportRow], clients: set[UUID]) -> dict[UUID, set[str]]:
    """Client → what keeps it. The rows are locked, so nothing new can be hung on them."""
    list(Client.objects.select_for_update().filter(pk__in=clients).order_by("pk").values_list("pk"))
    weddings = _owners(Wedding, clients)
    people = _owners(Person, clients)
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for kind, owners in ((Client, {c: c for c in clients}), (Wedding, weddings), (Person, people)):
        for target, why in hanging(kind, owners.keys()).items():
            found[owners[target]] |= why
    made = {UUID(person) for row in rows for person in row.before["made"]["people"]}
    made |= {row.wedding_id for row in rows if row.wedding_id}
    for added in (weddings.keys() | people.keys()) - made:
        found[weddings.get(added) or people[added]].add(worded("later additions"))
    for client in _changed_by_others(rows, weddings.keys()):
        found[client].add(worded("changes by a later import"))
    return found


def _owners(kind: type[Wedding] | type[Person], clients: Iterable[UUID]) -> dict[UUID, UUID]:
    rows = kind.objects.select_for_update().filter(client__in=clients).order_by("pk")
    return dict(rows.values_list("pk", "client_id"))


def _changed_by_others(rows: Sequence[ImportRow], weddings: Collection[UUID]) -> set[UUID]:
    batches = {row.batch_id for row in rows}
    others = ImportRow.objects.filter(wedding_id__in=weddings, state=RowState.UPDATED)
    return {
        client
        for client in others.exclude(batch__in=batches).values_list("client_id", flat=True)
        if client
    }


def _archive(clients: Collection[UUID]) -> None:
    Client.objects.filter(pk__in=clients, archived_at=None).update(archived_at=Now())


def _delete_couples(clients: set[UUID]) -> None:
    people, weddings = (set(_owners(kind, clients)) for kind in (Person, Wedding))
    Link.objects.filter(object_id__in=clients | people | weddings).delete()
    delete(Person, people)
    delete(Wedding, weddings)
    delete(Client, clients)


def _join(words: set[str]) -> str:
    return ", ".join(sorted(words))
