"""Writes couples from what was decided about records: a handful of statements, however many.

The one place where files, connectors and hooks make and change couples.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model

from crm_connectors.bulk import Row, insert, new, update
from crm_connectors.cautious import Guard, Proposed
from crm_connectors.models import Link
from crm_connectors.plan import CREATED, UPDATED, Fate, wedding_says
from crm_connectors.recognise import Ours, Stored, Values
from crm_connectors.records import ConsentClaim, CoupleRecord, PersonRecord, couple_name, stated
from crm_connectors.translate import COUPLE
from crm_connectors.write_gatherings import Change, write_gatherings
from wedsync.weddings.models import Client, Life, Milestone, Person, ProposedMove, Wedding

MOVE = ("source", "date", "precision", "taken_at")
LINK_KEY = ("vendor_id", "source", "kind", "external_id")
MARK_KEY = ("vendor_id", "wedding_id", "name")
KINDS: dict[str, type[Model]] = {"client": Client, "wedding": Wedding}  # else a person's role
Rows = defaultdict[type[Model], list[Row]]


@dataclass(frozen=True)
class Origin:
    """Who says it. `source` names the system in links, `moves` in proposed dates; `guard` is the
    vendor's."""

    vendor_id: UUID
    source: str
    moves: str
    guard: Guard


@dataclass
class Written:
    """Whom a fate was about; `before` is what undoing must know of it."""

    client_id: str | None = None
    wedding_id: str | None = None
    before: dict[str, Any] = field(default_factory=dict)


class Couples:
    """The rows each table is to get; filled fate by fate, written table by table."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.vendor = str(origin.vendor_id)
        self.claims: list[ConsentClaim] = []
        self._made: Rows = defaultdict(list)
        self._changed: Rows = defaultdict(list)
        self._gathered: list[Change] = []
        self._guessed: list[Row] = []  # milestones whose day nobody said

    def take(self, fate: Fate, evidence: str) -> Written:
        """`evidence` begins what is kept as proof of a consent."""
        if fate.record and fate.state == CREATED:
            return self._create(fate, fate.record, evidence)
        if fate.record and fate.ours:
            return self._meet(fate, fate.record, fate.ours, evidence)
        return Written()

    def write(self) -> None:
        for kind in (Client, Wedding, Person):
            insert(kind, self._made[kind])
        # An id whose couple was removed by hand is taken over by the couple that comes anew.
        insert(Link, self._made[Link], key=LINK_KEY, over=["object_id"])
        insert(ProposedMove, self._made[ProposedMove], key=["vendor_id", "wedding_id"], over=MOVE)
        for kind in (Client, Wedding, Person):
            update(kind, self._changed[kind])
        insert(Milestone, self._made[Milestone], key=MARK_KEY, over=["day"])
        insert(Milestone, self._guessed, key=MARK_KEY)
        write_gatherings(self.vendor, self._gathered)

    def _make(self, table: type[Model], /, **values: Any) -> Row:
        row = new(table, vendor_id=self.vendor, **values)
        self._made[table].append(row)
        return row

    def _create(self, fate: Fate, record: CoupleRecord, evidence: str) -> Written:
        name = record.name or couple_name(*(record.person(role) for role in COUPLE))
        source, external_id = self.origin.source, record.external_id
        client = self._make(Client, name=name, source=source, external_id=external_id)
        unsaid = {"precision": "open", "life": record.wedding.life_if_new}
        wedding = self._make(
            Wedding, client_id=client["id"], **unsaid | wedding_says(record.wedding)
        )
        written = Written(client["id"], wedding["id"])
        written.before = {"made": self._add(written, fate, record.people, evidence)}
        self._mark(written, record)
        self._gather(wedding["id"], fate)
        return written

    def _meet(self, fate: Fate, record: CoupleRecord, ours: Ours, evidence: str) -> Written:
        written = Written(str(ours.client.id), str(ours.wedding.id))
        for what, values in fate.changes.items():
            stored = stored_of(ours, what)
            after = {"id": str(stored.id), **stored.values, **values}
            self._changed[KINDS.get(what, Person)].append(after)
        if fate.proposed:
            self._propose(str(ours.wedding.id), fate.proposed)
        for person in record.people:
            if person.role in ours.people:
                self._claim(person, ours.people[person.role].id, evidence)
        made = self._add(written, fate, fate.added, evidence)
        if fate.state == UPDATED:
            written.before = {"made": made, **_images(fate, ours)}
            self._mark(written, record, fate, ours)
            self._gather(str(ours.wedding.id), fate)
        return written

    def _gather(self, wedding_id: str, fate: Fate) -> None:
        if fate.gathered:
            self._gathered.append(Change(wedding_id, fate.gathered))

    def _propose(self, wedding_id: str, move: Proposed) -> None:
        self._make(
            ProposedMove,
            wedding_id=wedding_id,
            source=self.origin.moves,
            date=move.day,
            precision=move.precision,
            taken_at=None,
        )

    def _add(
        self, written: Written, fate: Fate, people: Iterable[PersonRecord], evidence: str
    ) -> dict[str, Any]:
        """People and the link that come to a couple; return what undo must know of them."""
        made = []
        for said in people:
            theirs = {"client_id": written.client_id, "role": said.role}
            person = self._make(Person, **theirs, **stated(said))
            made.append(person["id"])
            self._claim(said, UUID(person["id"]), evidence)
        if fate.link:
            link = {"source": self.origin.source, "kind": Link.Kind.WEDDING}
            self._make(Link, **link, external_id=fate.link, object_id=written.wedding_id)
        return {"people": made, "link": fate.link}

    def _mark(
        self,
        written: Written,
        record: CoupleRecord,
        fate: Fate | None = None,
        ours: Ours | None = None,
    ) -> None:
        """The days of inquiry and booking; who becomes booked without a day does so today."""
        for name, day in (
            ("inquiry", record.wedding.inquired_on),
            ("booked", record.wedding.booked_on),
        ):
            if day:
                self._make(Milestone, wedding_id=written.wedding_id, name=name, day=day)
        if not record.wedding.booked_on and fate and ours and becomes_booked(fate, ours):
            mark = {
                "wedding_id": written.wedding_id,
                "name": "booked",
                "day": self.origin.guard.today,
            }
            row = new(Milestone, vendor_id=self.vendor, **mark)
            self._guessed.append(row)
            written.before["made"]["marks"] = [row["id"]]

    def _claim(self, person: PersonRecord, person_id: UUID, evidence: str) -> None:
        if person.consent and person.email:
            said = f"{evidence}, {person.consent}"
            self.claims.append(ConsentClaim(person_id, person.email, said))


def becomes_booked(fate: Fate, ours: Ours) -> bool:
    after = fate.changes.get("wedding", {}).get("life")
    return (ours.wedding.values["life"], after) == (Life.INQUIRY, Life.BOOKED)


def as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def stored_of(ours: Ours, what: str) -> Stored:
    return {"client": ours.client, "wedding": ours.wedding, **ours.people}[what]


def _images(fate: Fate, ours: Ours) -> dict[str, Any]:
    """Before and after of what changed, as JSON; undo compares `now` and puts back `was`."""
    before = {
        what: {name: stored_of(ours, what).values[name] for name in values}
        for what, values in fate.changes.items()
    }
    return {
        "ids": {what: str(stored_of(ours, what).id) for what in fate.changes},
        "was": {what: plain_values(values) for what, values in before.items()},
        "now": {what: plain_values(values) for what, values in fate.changes.items()},
    }


def plain_values(values: Values) -> dict[str, object]:
    return {name: as_json(value) for name, value in values.items()}
