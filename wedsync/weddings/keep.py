"""Add a client, a person, a wedding, and change what no plan hangs on; noted in the history."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from wedsync.vendors.audit import record
from wedsync.weddings.models import Client, Milestone, Person, Wedding, WeddingDay

Kept = TypeVar("Kept", Client, Person, Wedding)
NONE: Mapping[str, dt.date] = MappingProxyType({})


def add(row: Kept, *, actor: str) -> Kept:
    """In the row's own tenant. The event names the row, and repeats nothing that stands in it."""
    row.save(force_insert=True)
    record(row.vendor_id, f"{_name(row)}.added", row, actor=actor)
    return row


def add_wedding(
    wedding: Wedding,
    days: Sequence[Mapping[str, object]] = (),
    marks: Mapping[str, dt.date] = NONE,
    *,
    actor: str,
) -> Wedding:
    """With its own days, and by name those beside them, none of which has a plan yet."""
    add(wedding, actor=actor)
    ours = {"vendor_id": wedding.vendor_id, "wedding": wedding}
    WeddingDay.objects.bulk_create(WeddingDay(**ours, **day) for day in days)
    Milestone.objects.bulk_create(
        Milestone(**ours, name=name, day=day) for name, day in marks.items()
    )
    return wedding


def change(row: Kept, values: Mapping[str, object], *, actor: str) -> None:
    """Only what differs; nothing that differs is no event."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not differing:
        return
    for name, value in differing.items():
        setattr(row, name, value)
    row.save(update_fields=list(differing))
    data = {"fields": sorted(differing)}
    record(row.vendor_id, f"{_name(row)}.changed", row, actor=actor, data=data)


def _name(row: Client | Person | Wedding) -> str:
    return type(row).__name__.lower()
