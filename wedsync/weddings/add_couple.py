"""Add a couple with its people and its wedding: all of it, or nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.weddings.keep import add, add_wedding
from wedsync.weddings.models import Client, Person, Wedding


@dataclass(frozen=True)
class Couple:
    """What is known of it; people and wedding are columns by name, in their normal form.

    `marks`: days beside the wedding's own, by their names.
    """

    name: str
    people: Iterable[Mapping[str, Any]]
    wedding: Mapping[str, Any]
    marks: Mapping[str, dt.date]
    source: str


def add_couple(vendor: Vendor, couple: Couple, *, actor: str) -> Wedding:
    """In the caller's transaction, each row noted in the history."""
    client = Client(id=uuid7(), vendor=vendor, name=couple.name, source=couple.source)
    add(client, actor=actor)
    for one in couple.people:
        add(Person(id=uuid7(), vendor=vendor, client=client, **one), actor=actor)
    wedding = Wedding(id=uuid7(), vendor=vendor, client=client, **couple.wedding)
    return add_wedding(wedding, marks=couple.marks, actor=actor)
