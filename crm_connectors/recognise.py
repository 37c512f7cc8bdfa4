"""Finds out whether a record is a couple we know: by its id there, else by e-mail and date; where
no address is told, by names and day. Pure.

Where the answer would be a guess, the guess is refused in a sentence: a second wedding made by
mistake sends a couple everything twice, a wrong merge sends it to strangers.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from crm_connectors.people import BETWEEN
from crm_connectors.records import CoupleRecord
from crm_connectors.words import plain
from wedsync.lib.worded import worded

EXACT = "exact"
MOST_ALIKE = 50  # couples with one e-mail address; beyond, the address recognises nobody
Values = Mapping[str, object]


@dataclass(frozen=True)
class Stored:
    """A row of ours: its id and what stands in it."""

    id: UUID
    values: Values


@dataclass(frozen=True)
class Ours:
    """A couple's rows; `people` by role."""

    client: Stored
    wedding: Stored
    people: Mapping[str, Stored]


@dataclass(frozen=True)
class Couple:
    """What a couple is recognised by; `key` is the wedding's id, or the row about to make it."""

    key: str
    names: frozenset[str]
    date: dt.date | None
    precision: str
    emails: frozenset[str] = frozenset()
    external_ids: frozenset[str] = frozenset()
    ours: Ours | None = None

    @property
    def called(self) -> str:
        return str(self.ours.client.values["name"]) if self.ours else worded("A couple")

    @property
    def words(self) -> frozenset[str]:
        """Every name that a person of it has, given or family, and those of the couple's."""
        if self.ours is None:
            return self.names
        people = self.ours.people.values()
        said = [
            str(p.values.get(name, "")) for p in people for name in ("given_name", "family_name")
        ]
        spoken = [*said, *BETWEEN.split(self.called)]
        return frozenset(plain(word) for name in spoken for word in name.split())


class Doubt(Exception):
    """We can't tell whether this is somebody we know; says why to the person who can."""


class Known:
    """The couples a chunk may be about, and which row of this import was about them already."""

    def __init__(self) -> None:
        self.by_id: dict[str, Couple] = {}
        self.by_email: defaultdict[str, dict[str, Couple]] = defaultdict(dict)
        self.by_day: defaultdict[dt.date, dict[str, Couple]] = defaultdict(dict)
        self.crowded: set[str] = set()
        self.rows: dict[str, int] = {}
        self.news: list[Couple] = []

    def add(self, couple: Couple, row: int | None = None) -> None:
        self.news.append(couple)
        for external_id in couple.external_ids:
            self.by_id[external_id] = couple
        if couple.date and couple.precision == EXACT:
            self.by_day[couple.date].setdefault(couple.key, couple)
        for email in couple.emails:
            self.by_email[email].setdefault(couple.key, couple)
            if len(self.by_email[email]) > MOST_ALIKE:
                self.crowded.add(email)
        if row is not None:
            self.rows.setdefault(couple.key, row)

    def forget(self) -> None:
        """Between the chunks of a dry run: keep who was met, without what stands in their rows."""
        fresh, self.news = self.news, []
        for couple in fresh:
            for external_id in couple.external_ids:
                self.by_id.pop(external_id, None)
            if couple.date:
                self.by_day[couple.date].pop(couple.key, None)
            for email in couple.emails:
                self.by_email[email].pop(couple.key, None)
            if couple.key in self.rows:
                self.add(replace(couple, ours=None))
        self.news = []


def recognise(record: CoupleRecord, known: Known) -> Couple | None:
    """The couple this record is about, or None if it is new. Raises Doubt."""
    if record.external_id in known.by_id:
        return known.by_id[record.external_id]
    if not record.email:
        _refuse_namesakes(namesakes(record, known))
        return None
    if record.email in known.crowded:
        _refuse_nameless(record)
        return None
    alike = list(known.by_email.get(record.email, {}).values())
    return _by_date(record, alike) or _by_names(record, alike)


def namesakes(record: CoupleRecord, known: Known) -> list[Couple]:
    """Of a record that tells no address: couples of its very day with one of its names, that its
    system has no id for."""
    wedding = record.wedding
    if wedding.date is None or wedding.precision != EXACT or not says_no_address(record):
        return []
    theirs = words_of(record)
    that_day = known.by_day.get(wedding.date, {}).values()
    return [c for c in that_day if c.ours and not c.external_ids and theirs & c.words]


def says_no_address(record: CoupleRecord) -> bool:
    return not any(person.email for person in record.people)


def words_of(record: CoupleRecord) -> frozenset[str]:
    """Every name in it, given or family: a calendar may say `Ortiz & Weber`."""
    said = [name for p in record.people for name in (p.given_name, p.family_name)]
    return frozenset(plain(word) for name in said for word in name.split())


def names_of(record: CoupleRecord) -> frozenset[str]:
    partners = (record.person("partner_a"), record.person("partner_b"))
    return frozenset(plain(person.given_name) for person in partners if person.given_name)


def _refuse_namesakes(alike: list[Couple]) -> None:
    if alike:
        raise Doubt(
            worded(
                "We know {called} with a wedding on {day}; without an e-mail address we"
                " can't tell whether this row is about them.",
                called=alike[0].called,
                day=_day(alike[0].date),
            )
        )


def _refuse_nameless(record: CoupleRecord) -> None:
    if not record.external_id:
        raise Doubt(
            worded(
                "More than {most} couples have the address {email}, so it can't tell"
                " them apart. Give each row an id.",
                most=MOST_ALIKE,
                email=record.email,
            )
        )


def _by_date(record: CoupleRecord, alike: list[Couple]) -> Couple | None:
    wedding = record.wedding
    same = [
        c for c in alike if (c.date, c.precision) == (wedding.date, wedding.precision or "open")
    ]
    for couple in same:
        if not record.external_id or not couple.external_ids:
            return couple
    if same:
        theirs = ", ".join(sorted(same[0].external_ids))
        raise Doubt(
            worded(
                "A couple with this e-mail address and date is already here under the id {theirs}.",
                theirs=theirs,
            )
        )
    return None


def _by_names(record: CoupleRecord, alike: list[Couple]) -> Couple | None:
    """The same people with no date there, or none here, are one couple; with two dates, a doubt."""
    namesakes = [couple for couple in alike if _may_be_same(record, couple)]
    dated = [couple for couple in namesakes if couple.date]
    if not record.wedding.precision:
        if len(namesakes) > 1:
            raise Doubt(
                worded("We know several weddings with this e-mail address; give the row a date.")
            )
        return namesakes[0] if namesakes else None
    if dated:
        raise Doubt(
            worded(
                "We know this couple with a wedding on {day}; this row says {said}. If"
                " the date moved, move it on the wedding's page; if it is another"
                " wedding, give each row an id.",
                day=_day(dated[0].date),
                said=_day(record.wedding.date),
            )
        )
    return namesakes[0] if namesakes else None


def _may_be_same(record: CoupleRecord, couple: Couple) -> bool:
    if record.external_id and couple.external_ids:
        return False  # their system has two ids for them, so they are two
    ours = names_of(record)
    return ours <= couple.names or couple.names <= ours


def _day(date: dt.date | None) -> str:
    return f"{date.day} {date:%B %Y}" if date else worded("that it is open")
