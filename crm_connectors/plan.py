"""Decides for each row of a chunk what becomes of it: made, changed, left alone, left out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crm_connectors.cautious import Guard, Proposed, cautious
from crm_connectors.gatherings import NOTHING_GATHERED, Gathered
from crm_connectors.recognise import Couple, Doubt, Known, Ours, Stored, Values, names_of, recognise
from crm_connectors.records import (
    CoupleRecord,
    PersonRecord,
    RowProblem,
    WeddingRecord,
    couple_name,
    stated,
)
from crm_connectors.translate import COUPLE, Translated
from wedsync.lib.worded import worded

NOTHING = {"given_name": "", "family_name": "", "email": "", "phone": "", "language": ""}
CREATED, UPDATED, UNCHANGED, SKIPPED = "created", "updated", "unchanged", "skipped"


@dataclass(frozen=True)
class Fate:
    """What becomes of a row. `changes` is by `client`, `wedding` or a person's role."""

    number: int
    state: str
    problems: tuple[RowProblem, ...] = ()
    record: CoupleRecord | None = None
    ours: Ours | None = None
    changes: Mapping[str, Values] = field(default_factory=dict)
    added: tuple[PersonRecord, ...] = ()
    link: str = ""  # an id of theirs that is new to us
    proposed: Proposed | None = None
    duplicate: bool = False
    gathered: Gathered = NOTHING_GATHERED


def plan(rows: Iterable[Translated], known: Known, guard: Guard) -> list[Fate]:
    """Row by row, so that a row knows its predecessors: `known` learns what each one adds."""
    return [_fate(row, known, guard) for row in rows]


def _fate(row: Translated, known: Known, guard: Guard) -> Fate:
    if row.record is None:
        return Fate(row.number, SKIPPED, row.problems)
    try:
        couple = recognise(row.record, known)
    except Doubt as doubt:
        return Fate(row.number, SKIPPED, (*row.problems, RowProblem("", str(doubt))))
    if couple is None:
        known.add(coming(row.record, row.number), row.number)
        return Fate(row.number, CREATED, row.problems, row.record, link=row.record.external_id)
    if couple.key in known.rows or couple.ours is None:
        return _twin(row, known.rows[couple.key])
    known.rows[couple.key] = row.number
    new_id = row.record.external_id not in couple.external_ids
    link = row.record.external_id if new_id else ""
    return meeting(row, row.record, couple.ours, guard, link)


def _twin(row: Translated, first: int) -> Fate:
    sentence = worded(
        "Row {first} is the same couple; only the first of the two was taken.", first=first
    )
    problems = (*row.problems, RowProblem("", sentence))
    return Fate(row.number, SKIPPED, problems, duplicate=True)


def coming(record: CoupleRecord, number: int) -> Couple:
    """A couple that this row is about to make, for the rows behind it."""
    return Couple(
        key=f"row {number}",
        names=names_of(record),
        date=record.wedding.date,
        precision=record.wedding.precision or "open",
        emails=frozenset(filter(None, (p.email for p in record.people if p.role in COUPLE))),
        external_ids=frozenset(filter(None, (record.external_id,))),
    )


def meeting(
    row: Translated, record: CoupleRecord, ours: Ours, guard: Guard, link: str = ""
) -> Fate:
    """What a record changes of a couple we know."""
    said = _elsewhere(_differences(wedding_says(record.wedding), ours.wedding), ours.wedding.values)
    wedding, proposed = cautious(said, ours.wedding.values, guard)
    changes = {
        "client": _name_change(record, ours),
        "wedding": wedding,
        **{p.role: _differences(person_says(p), ours.people.get(p.role)) for p in record.people},
    }
    changes = {what: values for what, values in changes.items() if values}
    added = tuple(p for p in record.people if p.role not in ours.people and not p.erased)
    state = UPDATED if changes or added or link else UNCHANGED
    waits = (RowProblem("", proposed.sentence, stops=False),) if proposed else ()
    problems = (*row.problems, *waits)
    return Fate(row.number, state, problems, record, ours, changes, added, link, proposed)


def _elsewhere(change: dict[str, object], stored: Values) -> dict[str, object]:
    """In another town or country the old position would tell the wrong sunset and the wrong way."""
    moves = any(stored[name] and name in change for name in ("venue_city", "venue_country"))
    known = stored["latitude"] is not None and "latitude" not in change
    return change | {"latitude": None, "longitude": None} if moves and known else change


def wedding_says(wedding: WeddingRecord) -> dict[str, object]:
    """What is stated, where an open date is a statement, too."""
    return stated(wedding) | ({"date": wedding.date} if wedding.precision else {})


def person_says(person: PersonRecord) -> dict[str, object]:
    """What is stated; of somebody who is to be forgotten, that nothing is known any more."""
    return dict(NOTHING) if person.erased else stated(person)


def _differences(said: Values, stored: Stored | None) -> dict[str, object]:
    if stored is None:
        return {}
    return {name: value for name, value in said.items() if stored.values[name] != value}


def _name_change(record: CoupleRecord, ours: Ours) -> dict[str, object]:
    """The stated name; else a name that was made of the partners' names follows them."""
    current, name = ours.client.values["name"], record.name
    if not name and current == couple_name(*(_person(ours, PersonRecord(r)) for r in COUPLE)):
        name = couple_name(*(_person(ours, record.person(role)) for role in COUPLE))
    return {"name": name} if name and name != current else {}


def _person(ours: Ours, said: PersonRecord) -> PersonRecord:
    """The person as they will be: what is stored, and over it what is said."""
    stored = ours.people.get(said.role)
    values = {**(stored.values if stored else {}), **person_says(said)}
    names: dict[str, Any] = {
        key: str(values.get(key, "")) for key in ("given_name", "family_name", "email")
    }
    return replace(PersonRecord(said.role), **names)
