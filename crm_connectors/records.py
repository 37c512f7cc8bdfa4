"""What every CRM and every file is translated into before it touches a table. Pure.

In a record an empty value always means "nothing was said", never "make it empty": an update writes
only what a record states. The one explicit emptiness is a wedding whose precision is `open`.
"""

import datetime as dt
from dataclasses import dataclass, fields
from functools import cached_property
from uuid import UUID

from crm_connectors.gatherings import Gathering

EMPTY = ("", None)
UNSTORED = frozenset({"role", "consent", "erased", "life_if_new", "inquired_on", "booked_on"})


class Unreadable(ValueError):
    """A cell can't be read; says why in a sentence for the person who can mend it."""


@dataclass(frozen=True)
class PersonRecord:
    """`role` is one of weddings' roles; `phone` E.164; `language` ISO 639-1."""

    role: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    consent: str = ""  # the words that grant marketing e-mail, kept as evidence; never derived
    erased: bool = False  # they asked there to be forgotten: what we hold of them is emptied

    @property
    def exists(self) -> bool:
        return bool(self.given_name or self.family_name or self.email or self.phone)


@dataclass(frozen=True)
class WeddingRecord:
    """`budget` in minor units of `currency`; `precision` says how much of `date` is meant."""

    date: dt.date | None = None
    precision: str = ""
    life: str = ""
    life_if_new: str = "booked"  # what a wedding we did not know yet is, where `life` is not said
    venue_name: str = ""
    venue_city: str = ""
    venue_country: str = ""
    timezone: str = ""
    latitude: float | None = None  # degrees north
    longitude: float | None = None  # degrees east; never one without the other
    guests: int | None = None
    budget: int | None = None
    currency: str = ""
    style: str = ""
    inquired_on: dt.date | None = None
    booked_on: dt.date | None = None


@dataclass(frozen=True)
class CoupleRecord:
    """One couple and their wedding; `name` is empty unless the source has a name for both."""

    external_id: str = ""
    name: str = ""
    people: tuple[PersonRecord, ...] = ()
    wedding: WeddingRecord = WeddingRecord()
    gatherings: tuple[Gathering, ...] | None = None  # None: not said

    @cached_property
    def by_role(self) -> dict[str, PersonRecord]:
        return {person.role: person for person in self.people}

    def person(self, role: str) -> PersonRecord:
        return self.by_role.get(role) or PersonRecord(role)

    @property
    def email(self) -> str:
        """The address the couple is recognised by: partner A's, else partner B's."""
        return self.person("partner_a").email or self.person("partner_b").email


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one cell, for the person who can mend it; `stops` the whole row or not."""

    column: str
    sentence: str
    stops: bool = True

    def as_json(self) -> dict[str, str | bool]:
        return {"column": self.column, "sentence": self.sentence, "stops": self.stops}


@dataclass(frozen=True)
class ConsentClaim:
    """The file says this person agreed to marketing by e-mail; `evidence` says where it says so."""

    person_id: UUID
    email: str
    evidence: str


def stated(record: PersonRecord | WeddingRecord) -> dict[str, object]:
    """What a record says, field by field; what it leaves open is left out."""
    said = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        name: value for name, value in said.items() if name not in UNSTORED and value not in EMPTY
    }


def couple_name(one: PersonRecord, two: PersonRecord) -> str:
    """`Lena & Marc`, `Lena Ortiz`, or an address where nothing better is known."""
    first, second = one.given_name or one.family_name, two.given_name or two.family_name
    if first and second:
        return f"{first} & {second}"
    alone = one if first else two
    whole = f"{alone.given_name} {alone.family_name}".strip()
    return whole or one.email or two.email
