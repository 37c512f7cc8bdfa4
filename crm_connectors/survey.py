"""Walks a whole file once before anything is written: how long it is, and how its dates are meant.

A limit that a file breaks on its last row is met here, so a run never stops half-way for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crm_connectors.dates import Orders, Vote, decide, vote_of
from crm_connectors.headers import HeaderMap, map_headers
from crm_connectors.read import open_table
from crm_connectors.table import Line
from crm_connectors.translate import House, Translated, translate
from wedsync.lib.refusal import Refusal


@dataclass(frozen=True)
class Survey:
    headers: HeaderMap
    total: int
    orders: Orders
    remark: str = ""


def survey(data: bytes, source: str, own: Mapping[str, str], country: str) -> Survey:
    """Raises Refusal for a file that can't be read to its end, or whose columns don't suffice."""
    table = open_table(data)
    headers = map_headers(table.headers, source, own)
    refuse_incomplete(headers)
    votes: set[Vote] = set()
    total = 0
    for line in table.lines:
        total += 1
        if vote := vote_of(_date_cell(line, headers)):
            votes.add(vote)
    if not total:
        raise Refusal("The file has a header and no rows.", code="no_rows")
    return Survey(headers, total, decide(votes, country), table.remark)


def translated(
    data: bytes, source: str, own: Mapping[str, str], house: House
) -> Iterator[Translated]:
    """Every row of a surveyed file as a record with its problems."""
    table = open_table(data)
    headers = map_headers(table.headers, source, own)
    return (translate(line, headers, house) for line in table.lines)


def refuse_incomplete(headers: HeaderMap) -> None:
    """Say what no column gives, and which column may be meant."""
    lacking = [missing for missing in headers.missing if missing.needed]
    if not lacking:
        return
    hints = [hint for missing in lacking for hint in missing.suggestions]
    ask = f" Is it “{'” or “'.join(hints)}”?" if hints else ""
    needs = ", and no column for ".join(missing.what for missing in lacking)
    raise Refusal(f"There is no column for {needs}.{ask}", code="missing_column")


def _date_cell(line: Line, headers: HeaderMap) -> str:
    column = headers.columns.get("wedding.date", -1)
    return line.cells[column] if 0 <= column < len(line.cells) else ""
