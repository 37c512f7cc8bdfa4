"""Turns a row of a file into a record, cell by cell, and says what it could not take. Pure.

A cell that can't be read is left out and the row still comes in, unless the cell is one that must
not be guessed at: whom the row is about, and when they marry. Those stop the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from crm_connectors import people
from crm_connectors.dates import Orders, When, parse_date
from crm_connectors.fields import FIELDS
from crm_connectors.headers import HeaderMap
from crm_connectors.money import parse_currency, parse_money
from crm_connectors.records import (
    CoupleRecord,
    PersonRecord,
    RowProblem,
    Unreadable,
    WeddingRecord,
)
from crm_connectors.table import MAX_CELL, Line
from wedsync.lib.worded import worded

T = TypeVar("T")
LENGTHS = {  # of the columns they end up in; by key, else by the key's last part
    "couple.external_id": 120,
    "couple.name": 160,
    "name": 80,
    "given_name": 80,
    "family_name": 80,
    "venue_name": 200,
    "venue_city": 120,
    "style": 60,
}
SHORT = min(LENGTHS.values())
COUPLE = ("partner_a", "partner_b")
NOBODY = ("", "")


@dataclass(frozen=True)
class House:
    """What a file leaves unsaid: the vendor's country, currency, and how its dates are written;
    `timezone` ("" is UTC) tells the day of an instant."""

    country: str
    currency: str
    orders: Orders = field(default_factory=dict)
    timezone: str = ""


@dataclass(frozen=True)
class Translated:
    """`record` is None when a problem stops the row."""

    number: int
    record: CoupleRecord | None
    problems: tuple[RowProblem, ...] = ()


def translate(line: Line, headers: HeaderMap, house: House) -> Translated:
    row = Row(line, headers)
    _check_shape(row)
    record = CoupleRecord(
        external_id=row.text("couple.external_id", stops=True),
        name=people.bare_couple(row.text("couple.name")),
        people=_people(row, house),
        wedding=_wedding(row, house),
    )
    _check_meaning(row, record)
    return Translated(line.number, None if row.stopped else record, tuple(row.problems))


class Row:
    """Reads the cells of one line by field and collects what is wrong with them."""

    def __init__(self, line: Line, headers: HeaderMap) -> None:
        self.line, self.headers = line, headers
        self.problems: list[RowProblem] = []

    @property
    def stopped(self) -> bool:
        return any(problem.stops for problem in self.problems)

    def text(self, key: str, *, stops: bool = False) -> str:
        """The cell on one line; empty when there is no such column, or the cell has a problem."""
        column = self.headers.columns.get(key)
        if column is None:
            return ""
        if column in self.line.problems:
            self.complain(key, self.line.problems[column], stops=stops)
        if column >= len(self.line.cells):
            return ""
        text = " ".join(self.line.cells[column].split())
        if len(text) > SHORT and len(text) > (limit := _limit(key)):
            self.complain(
                key, worded("The text is longer than {limit} characters.", limit=limit), stops=stops
            )
            return ""
        return text

    def read(self, key: str, parse: Callable[[str], T], *, stops: bool = False) -> T | None:
        """What `parse` makes of the cell; None when it is empty or unreadable."""
        text = self.text(key, stops=stops)
        if not text:
            return None
        try:
            return parse(text)
        except Unreadable as error:
            self.complain(key, str(error), stops=stops)
            return None

    def complain(self, key: str, sentence: str, *, stops: bool = False) -> None:
        column = self.headers.header(key) if key in self.headers.columns else FIELDS[key].label
        end = "" if stops else worded(" The couple comes in without it.")
        self.add(RowProblem(column, sentence + end, stops))

    def add(self, problem: RowProblem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _limit(key: str) -> int:
    return LENGTHS.get(key) or LENGTHS.get(key.partition(".")[2]) or MAX_CELL


def _check_shape(row: Row) -> None:
    width = len(row.headers.headers)
    if any(row.line.cells[width:]):
        row.add(
            RowProblem(
                "", worded("The row has more cells than there are columns: is a quote missing?")
            )
        )
    if row.line.cells[:width] == row.headers.headers:
        row.add(RowProblem("", worded("The row repeats the names of the columns.")))


def _people(row: Row, house: House) -> tuple[PersonRecord, ...]:
    names = {role: _own_name(row, role) for role in row.headers.roles}
    for role, name in zip(COUPLE, _joint_names(row), strict=True):
        own = names.get(role, NOBODY)
        if name != NOBODY and (own == NOBODY or people.names_two(" ".join(own))):
            names[role] = name
    found = [_person(row, role, name, house) for role, name in names.items()]
    return tuple(_apart(row, [person for person in found if person.exists]))


def _own_name(row: Row, role: str) -> people.Name:
    stated = row.text(f"{role}.given_name"), row.text(f"{role}.family_name")
    return stated if any(stated) else people.split_name(row.text(f"{role}.name"))


def _joint_names(row: Row) -> tuple[people.Name, people.Name]:
    """Both partners' names out of one cell: `Lena & Marc` as client or as couple."""
    client, couple = row.text("partner_a.name"), row.text("couple.name")
    one, two = people.split_couple(client if people.names_two(client) else couple)
    return (
        (one, two) if all(len(part) <= LENGTHS["name"] for part in one + two) else (NOBODY, NOBODY)
    )


def _person(row: Row, role: str, name: people.Name, house: House) -> PersonRecord:
    agreed = row.read(f"{role}.consent", people.parse_consent)
    return PersonRecord(
        role=role,
        given_name=name[0],
        family_name=name[1],
        email=row.read(f"{role}.email", people.parse_email, stops=role == "partner_a") or "",
        phone=row.read(f"{role}.phone", lambda text: people.parse_phone(text, house.country)) or "",
        language=row.read(f"{role}.language", people.parse_language) or "",
        consent=_said(row, f"{role}.consent") if agreed else "",
    )


def _said(row: Row, key: str) -> str:
    return f"{row.headers.header(key)}: {row.text(key)}"


def _apart(row: Row, found: list[PersonRecord]) -> Iterator[PersonRecord]:
    """Two people with one address would get everything twice: the first of them keeps it."""
    taken: set[str] = set()
    for person in found:
        if person.email in taken:
            row.complain(
                f"{person.role}.email",
                worded("“{email}” is another person's address, too.", email=person.email),
            )
            yield replace(person, email="", consent="")
        else:
            taken |= {person.email} - {""}
            yield person


def _wedding(row: Row, house: House) -> WeddingRecord:
    when = _when(row, house)
    currency = row.read("wedding.currency", lambda text: parse_currency(text, house.currency))
    price = row.read("wedding.budget", lambda text: parse_money(text, currency or house.currency))
    life, life_if_new = _life(row)
    latitude, longitude = _spot(row)
    return WeddingRecord(
        date=when.date if when else None,
        precision=when.precision if when else "",
        life=life,
        life_if_new=life_if_new,
        venue_name=row.text("wedding.venue_name"),
        venue_city=row.text("wedding.venue_city"),
        venue_country=row.read("wedding.venue_country", people.parse_country) or "",
        timezone=row.read("wedding.timezone", people.parse_timezone) or "",
        latitude=latitude,
        longitude=longitude,
        guests=row.read("wedding.guests", people.parse_guests),
        budget=price.minor if price else None,
        currency=price.currency if price else "",
        style=row.text("wedding.style"),
    )


def _when(row: Row, house: House) -> When | None:
    when = row.read("wedding.date", lambda text: parse_date(text, house.orders), stops=True)
    if when and when.remark:
        row.complain("wedding.date", f"{when.remark}.")
    return when


def _spot(row: Row) -> tuple[float, float] | tuple[None, None]:
    """Half a position is none; 0, 0 is how files leave the sea empty."""
    north = row.read("wedding.latitude", lambda text: people.parse_degrees(text, 90))
    east = row.read("wedding.longitude", lambda text: people.parse_degrees(text, 180))
    if north is None or east is None or (north, east) == (0, 0):
        return None, None
    return north, east


def _life(row: Row) -> tuple[str, str]:
    """A status nobody knows must not make a couple booked that is not."""
    text = row.text("wedding.life")
    try:
        return (people.parse_life(text), "booked") if text else ("", "booked")
    except Unreadable as error:
        sentence = worded("{error} A new couple comes in as an inquiry.", error=error)
        row.add(RowProblem(row.headers.header("wedding.life"), sentence, stops=False))
        return "", "inquiry"


def _check_meaning(row: Row, record: CoupleRecord) -> None:
    kind = row.text("wedding.kind")
    if kind and not people.is_wedding(kind):
        row.complain("wedding.kind", worded("“{kind}” is not a wedding.", kind=kind), stops=True)
    if not row.stopped and not record.email and not record.external_id:
        row.complain(
            "partner_a.email",
            worded(
                "The row has no e-mail address and no id, so we could not recognise"
                " the couple again."
            ),
            stops=True,
        )
