"""Puts back what rows of an import changed, unless it was changed again since."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crm_connectors.bulk import update
from crm_connectors.couples import as_json
from crm_connectors.hanging import hanging
from crm_connectors.known import CLIENT, PERSON, WEDDING
from crm_connectors.models import ImportRow, Link
from crm_connectors.remove import delete
from wedsync.lib.worded import worded
from wedsync.weddings.models import Client, Milestone, Person, Wedding

# What only makes sense together is put back together or not at all.
PAIRS = (frozenset({"date", "precision"}), frozenset({"budget", "currency"}))
Row = Client | Wedding | Person


def restore(rows: Sequence[ImportRow]) -> dict[int, str]:
    """Return, by row number, what stays as it is because it was changed since."""
    stored = _stored(rows)
    remarks: dict[int, list[str]] = {row.number: [] for row in rows}
    for row in rows:
        for what, target in row.before.get("ids", {}).items():
            if found := stored.get(UUID(target)):
                remarks[row.number] += _put_back(
                    found, row.before["was"][what], row.before["now"][what]
                )
    for kind, names in ((Client, CLIENT), (Wedding, WEDDING), (Person, PERSON)):
        changed = [row for row in stored.values() if isinstance(row, kind)]
        update(
            kind,
            [{"id": row.pk, **{name: getattr(row, name) for name in names}} for row in changed],
        )
    for number, kept in _remove_additions(rows).items():
        remarks[number] += kept
    return {
        number: worded(
            "Left as it is, because it was changed since: {names}.", names=", ".join(kept)
        )
        for number, kept in remarks.items()
        if kept
    }


def _stored(rows: Sequence[ImportRow]) -> dict[UUID, Row]:
    ids = [UUID(target) for row in rows for target in row.before.get("ids", {}).values()]
    kinds: tuple[type[Row], ...] = (Client, Wedding, Person)
    return {
        found.pk: found
        for kind in kinds
        for found in kind._default_manager.select_for_update().filter(pk__in=ids).order_by("pk")  # noqa: SLF001 -- documented
    }


def _put_back(found: Row, was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Write the old values into `found`; return the names of those that have to stay."""
    changed = {name for name, value in now.items() if as_json(getattr(found, name)) != value}
    for pair in PAIRS:
        changed |= pair & was.keys() if changed & pair else frozenset()
    for name in was.keys() - changed:
        old = dt.date.fromisoformat(was[name]) if name == "date" and was[name] else was[name]
        setattr(found, name, old)
    return sorted(name.replace("_", " ") for name in changed)


def _remove_additions(rows: Sequence[ImportRow]) -> dict[int, list[str]]:
    """People and ids that came to a couple we had; who has something hanging on them stays."""
    made = {UUID(person): row.number for row in rows for person in row.before["made"]["people"]}
    held = hanging(Person, made.keys())
    delete(Person, made.keys() - held.keys())
    delete(Milestone, [mark for row in rows for mark in row.before["made"].get("marks", [])])
    for row in rows:
        external_id = row.before["made"]["link"]
        if external_id and row.wedding_id:
            Link.objects.filter(object_id=row.wedding_id, external_id=external_id).delete()
    return {made[person]: [worded("a person who came with it")] for person in held}
