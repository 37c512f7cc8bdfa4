"""Writes what was decided about a chunk: a handful of statements, however many rows it has."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from crm_connectors.bulk import Row, insert, new, update
from crm_connectors.cautious import Proposed
from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.plan import CREATED, UPDATED, Fate, wedding_says
from crm_connectors.recognise import Ours, Stored, Values
from crm_connectors.records import ConsentClaim, CoupleRecord, PersonRecord, couple_name, stated
from crm_connectors.translate import COUPLE
from wedsync.weddings.models import Client, Person, ProposedMove, Wedding

MOVE = ("source", "date", "precision", "taken_at")
LINK_KEY = ("vendor_id", "source", "kind", "external_id")
KINDS: dict[str, type[Model]] = {"client": Client, "wedding": Wedding}  # else a person's role
Rows = defaultdict[type[Model], list[Row]]


def store(batch: Import, fates: Iterable[Fate]) -> list[ConsentClaim]:
    """Write the fates; return what the rows claim about consent, whatever else became of them."""
    chunk = Chunk(batch)
    for fate in fates:
        chunk.take(fate)
    chunk.write()
    return chunk.claims


class Chunk:
    """The rows each table is to get; filled fate by fate, written table by table."""

    def __init__(self, batch: Import) -> None:
        self.batch = batch
        self.vendor = str(batch.vendor_id)
        self.made: Rows = defaultdict(list)
        self.changed: Rows = defaultdict(list)
        self.claims: list[ConsentClaim] = []

    def take(self, fate: Fate) -> None:
        row = self._make(ImportRow, batch_id=str(self.batch.pk), number=fate.number)
        row["state"], row["problems"] = fate.state, [p.as_json() for p in fate.problems]
        if fate.record and fate.state == CREATED:
            self._create(row, fate, fate.record)
        elif fate.record and fate.ours:
            self._meet(row, fate, fate.record, fate.ours)

    def write(self) -> None:
        for kind in (Client, Wedding, Person, ImportRow):
            insert(kind, self.made[kind])
        # An id whose couple was removed by hand is taken over by the couple that comes anew.
        insert(Link, self.made[Link], key=LINK_KEY, over=["object_id"])
        insert(ProposedMove, self.made[ProposedMove], key=["vendor_id", "wedding_id"], over=MOVE)
        for kind in (Client, Wedding, Person):
            update(kind, self.changed[kind])

    def _make(self, table: type[Model], /, **values: Any) -> Row:
        row = new(table, vendor_id=self.vendor, **values)
        self.made[table].append(row)
        return row

    def _create(self, row: Row, fate: Fate, record: CoupleRecord) -> None:
        name = record.name or couple_name(*(record.person(role) for role in COUPLE))
        source, external_id = self.batch.source, record.external_id
        client = self._make(Client, name=name, source=source, external_id=external_id)
        unsaid = {"precision": "open", "life": record.wedding.life_if_new}
        wedding = self._make(
            Wedding, client_id=client["id"], **unsaid | wedding_says(record.wedding)
        )
        row["client_id"], row["wedding_id"] = client["id"], wedding["id"]
        row["before"] = {"made": self._add(row, fate, record.people)}

    def _meet(self, row: Row, fate: Fate, record: CoupleRecord, ours: Ours) -> None:
        row["client_id"], row["wedding_id"] = str(ours.client.id), str(ours.wedding.id)
        for what, values in fate.changes.items():
            stored = _stored(ours, what)
            after = {"id": str(stored.id), **stored.values, **values}
            self.changed[KINDS.get(what, Person)].append(after)
        if fate.proposed:
            self._propose(row["wedding_id"], fate.proposed)
        for person in record.people:
            if person.role in ours.people:
                self._claim(row, person, ours.people[person.role].id)
        made = self._add(row, fate, fate.added)
        if fate.state == UPDATED:
            row["before"] = {"made": made, **_images(fate, ours)}

    def _propose(self, wedding_id: str, move: Proposed) -> None:
        self._make(
            ProposedMove,
            wedding_id=wedding_id,
            source=f"import:{self.batch.pk}",
            date=move.day,
            precision=move.precision,
            taken_at=None,
        )

    def _add(self, row: Row, fate: Fate, people: Iterable[PersonRecord]) -> dict[str, Any]:
        """People and the link that come to a couple; return what undo must know of them."""
        made = []
        for said in people:
            person = self._make(Person, client_id=row["client_id"], role=said.role, **stated(said))
            made.append(person["id"])
            self._claim(row, said, UUID(person["id"]))
        if fate.link:
            link = {"source": self.batch.source, "kind": Link.Kind.WEDDING}
            self._make(Link, **link, external_id=fate.link, object_id=row["wedding_id"])
        return {"people": made, "link": fate.link}

    def _claim(self, row: Row, person: PersonRecord, person_id: UUID) -> None:
        if person.consent and person.email:
            evidence = f"{self.batch.filename}, row {row['number']}, {person.consent}"
            self.claims.append(ConsentClaim(person_id, person.email, evidence))


def as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _stored(ours: Ours, what: str) -> Stored:
    return {"client": ours.client, "wedding": ours.wedding, **ours.people}[what]


def _images(fate: Fate, ours: Ours) -> dict[str, Any]:
    """Before and after of what changed, as JSON; undo compares `now` and puts back `was`."""
    before = {
        what: {name: _stored(ours, what).values[name] for name in values}
        for what, values in fate.changes.items()
    }
    return {
        "ids": {what: str(_stored(ours, what).id) for what in fate.changes},
        "was": {what: _plain(values) for what, values in before.items()},
        "now": {what: _plain(values) for what, values in fate.changes.items()},
    }


def _plain(values: Values) -> dict[str, object]:
    return {name: as_json(value) for name, value in values.items()}
