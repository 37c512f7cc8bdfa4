"""One thing another system told us about a couple, on its way to becoming a record. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crm_connectors.headers import HeaderMap
from crm_connectors.people import parse_email
from crm_connectors.records import CoupleRecord, RowProblem, Unreadable
from crm_connectors.table import Line
from crm_connectors.translate import House, Translated, translate
from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Cell:
    """`key` is a field of fields.py, `name` what the other system calls it."""

    key: str
    name: str
    text: str


@dataclass(frozen=True)
class Told:
    """`at` is when it became so there, aware. Without a record: `note` says why it is not for us,
    or a problem what can't be read."""

    external_id: str
    at: dt.datetime
    record: CoupleRecord | None = None
    problems: tuple[RowProblem, ...] = ()
    note: str = ""


def read_cells(cells: Iterable[Cell], house: House) -> Translated:
    """The same reading that a row of a file gets: lengths, addresses, dates, plain sentences."""
    stated, problems = [], []
    for cell in cells:
        if cell.text and (problem := _unreadable_address(cell)):
            problems.append(problem)
        elif cell.text:
            stated.append(cell)
    headers = HeaderMap(
        tuple(cell.name for cell in stated),
        {cell.key: number for number, cell in enumerate(stated)},
    )
    read = translate(Line(0, tuple(cell.text for cell in stated)), headers, house)
    return replace(read, problems=(*problems, *read.problems))


def _unreadable_address(cell: Cell) -> RowProblem | None:
    """In a file it stops the row, because it is what couples are known by; here they have ids."""
    if not cell.key.endswith(".email"):
        return None
    try:
        parse_email(cell.text)
    except Unreadable as error:
        return RowProblem(
            cell.name, worded("{error} The couple comes in without it.", error=error), stops=False
        )
    return None
