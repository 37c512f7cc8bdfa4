"""Writes what was decided about a chunk: a handful of statements, however many rows it has."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from crm_connectors.known import CLIENT, PERSON, WEDDING
from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.plan import CREATED, UPDATED, Fate, wedding_says
from crm_connectors.recognise import Ours, Values
from crm_connectors.records import ConsentClaim, CoupleRecord, PersonRecord, couple_name, stated
from crm_connectors.translate import COUPLE
from wedsync.weddings.models import Client, Person, Wedding

M = TypeVar("M", bound=models.Model)
LINK_KEY = ("vendor", "source", "kind", "external_id")


@dataclass
class Chunk:
    """The rows each table is to get; filled fate by fate, written table by table."""

    rows: list[ImportRow] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)
    weddings: list[Wedding] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    changed: list[Client | Wedding | Person] = field(default_factory=list)
    claims: list[ConsentClaim] = field(default_factory=list)


def store(batch: Import, fates: Iterable[Fate]) -> list[ConsentClaim]:
    """Write the fates; return what the rows claim about consent, whatever else became of them."""
    chunk = Chunk()
    for fate in fates:
        row = ImportRow(vendor_id=batch.vendor_id, batch=batch, number=fate.number)
        row.state, row.problems = fate.state, [problem.as_json() for problem in fate.problems]
        chunk.rows.append(row)
        if fate.record and fate.state == CREATED:
            _create(chunk, row, fate, fate.record)
        elif fate.record and fate.ours:
            _meet(chunk, row, fate, fate.record, fate.ours)
    _write(chunk)
    return chunk.claims


def overwrite(kind: type[M], rows: Sequence[M], names: Sequence[str], key: Sequence[str]) -> None:
    """Many rows, each with its own values, in one statement."""
    kind._default_manager.bulk_create(  # noqa: SLF001 -- Django's documented API
        rows, update_conflicts=True, unique_fields=key, update_fields=names
    )


def _create(chunk: Chunk, row: ImportRow, fate: Fate, record: CoupleRecord) -> None:
    batch = row.batch
    row.client = Client(
        vendor_id=batch.vendor_id,
        name=record.name or couple_name(*(record.person(role) for role in COUPLE)),
        source=batch.source,
        external_id=record.external_id,
    )
    unsaid: Values = {"precision": "open", "life": record.wedding.life_if_new}
    values: dict[str, Any] = {**unsaid, **wedding_says(record.wedding)}
    row.wedding = Wedding(vendor_id=batch.vendor_id, client=row.client, **values)
    chunk.clients.append(row.client)
    chunk.weddings.append(row.wedding)
    row.before = {"made": _additions(chunk, row, fate, record.people, row.client.pk)}


def _meet(chunk: Chunk, row: ImportRow, fate: Fate, record: CoupleRecord, ours: Ours) -> None:
    row.client_id, row.wedding_id = ours.client.id, ours.wedding.id
    for what, values in fate.changes.items():
        chunk.changed.append(_changed(row, what, values, ours))
    for person in record.people:
        if person.role in ours.people:
            _claim(chunk, row, person, ours.people[person.role].id)
    made = _additions(chunk, row, fate, fate.added, ours.client.id)
    if fate.state == UPDATED:
        row.before = {"made": made, **_images(fate, ours)}


def _additions(
    chunk: Chunk, row: ImportRow, fate: Fate, people: Iterable[PersonRecord], client: UUID
) -> dict[str, Any]:
    """Put people and the link into the chunk; return what undo must know of them."""
    made = []
    for said in people:
        values: dict[str, Any] = stated(said)
        person = Person(vendor_id=row.vendor_id, client_id=client, role=said.role, **values)
        chunk.people.append(person)
        made.append(str(person.pk))
        _claim(chunk, row, said, person.pk)
    if fate.link and row.wedding_id:
        link = Link(vendor_id=row.vendor_id, source=row.batch.source, object_id=row.wedding_id)
        link.kind, link.external_id = Link.Kind.WEDDING, fate.link
        chunk.links.append(link)
    return {"people": made, "link": fate.link}


def _claim(chunk: Chunk, row: ImportRow, person: PersonRecord, person_id: UUID) -> None:
    if person.consent and person.email:
        evidence = f"{row.batch.filename}, row {row.number}, {person.consent}"
        chunk.claims.append(ConsentClaim(person_id, person.email, evidence))


def _changed(row: ImportRow, what: str, values: Values, ours: Ours) -> Client | Wedding | Person:
    """One of our rows as it will be."""
    after: dict[str, Any]
    if what == "client":
        after = {**ours.client.values, **values}
        return Client(pk=ours.client.id, vendor_id=row.vendor_id, **after)
    keys: dict[str, Any] = {"vendor_id": row.vendor_id, "client_id": ours.client.id}
    if what == "wedding":
        after = {**ours.wedding.values, **values}
        return Wedding(pk=ours.wedding.id, **keys, **after)
    after = {**ours.people[what].values, **values}
    return Person(pk=ours.people[what].id, role=what, **keys, **after)


def _images(fate: Fate, ours: Ours) -> dict[str, Any]:
    """Before and after of what changed, as JSON; undo compares `now` and puts back `was`."""
    stored = {"client": ours.client, "wedding": ours.wedding, **ours.people}
    return {
        "ids": {what: str(stored[what].id) for what in fate.changes},
        "was": {
            what: {name: as_json(stored[what].values[name]) for name in values}
            for what, values in fate.changes.items()
        },
        "now": {
            what: {name: as_json(value) for name, value in values.items()}
            for what, values in fate.changes.items()
        },
    }


def as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _write(chunk: Chunk) -> None:
    Client.objects.bulk_create(chunk.clients)
    Wedding.objects.bulk_create(chunk.weddings)
    Person.objects.bulk_create(chunk.people)
    ImportRow.objects.bulk_create(chunk.rows)
    # An id whose couple was removed by hand is taken over by the couple that comes anew.
    overwrite(Link, chunk.links, ["object_id"], LINK_KEY)
    put_back(chunk.changed)


def put_back(rows: Sequence[Client | Wedding | Person]) -> None:
    """Write rows that exist already, all at once for each table."""
    overwrite(Client, [row for row in rows if isinstance(row, Client)], CLIENT, ["pk"])
    overwrite(Wedding, [row for row in rows if isinstance(row, Wedding)], WEDDING, ["pk"])
    overwrite(Person, [row for row in rows if isinstance(row, Person)], PERSON, ["pk"])
