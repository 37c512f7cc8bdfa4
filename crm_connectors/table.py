"""A file as a table of text: its header, its rows, and how much of it we are willing to read."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 199
MAX_CELL = 10_000  # characters
INVISIBLE = "\ufeff\u200b"  # a byte order mark, a space of no width
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """One row; `number` is the one a spreadsheet shows, so that people find it.

    `problems` says, by column, why a cell could not be read (a formula, no text).
    """

    number: int
    cells: tuple[str, ...]
    problems: Mapping[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        return not any(self.cells) and not self.problems


@dataclass(frozen=True)
class Table:
    """`lines` can be walked once; `remark` says what a reader had to decide."""

    headers: tuple[str, ...]
    lines: Iterator[Line]
    remark: str = ""


def table_of(lines: Iterator[Line], remark: str = "") -> Table:
    """Take the first row that is not blank as the header. Raises Refusal at every limit."""
    tidy = (_tidy(line) for line in lines)
    header = next((line for line in tidy if not line.blank), None)
    if header is None:
        raise Refusal("The file is empty.", code="empty_file")
    headers = _without_tail(header.cells)
    if header.problems:
        raise Refusal("The first row must hold the names of the columns.", code="bad_header")
    return Table(headers, _limited(tidy), remark)


def _tidy(line: Line) -> Line:
    """Unicode in normal form, no blanks around, and nothing that a text can't hold."""
    if len(line.cells) > MAX_COLUMNS and len(_without_tail(line.cells)) > MAX_COLUMNS:
        raise Refusal(
            "Row {row} has {columns} columns; at most {most} can be read.",
            code="too_many_columns",
            row=line.number,
            columns=len(line.cells),
            most=MAX_COLUMNS,
        )
    cells, problems = [], dict(line.problems)
    for column, cell in enumerate(line.cells):
        if len(cell) > MAX_CELL:
            raise Refusal(
                "A cell in row {row} holds more than {most} characters.",
                code="cell_too_long",
                row=line.number,
                most=f"{MAX_CELL:,}",
            )
        if NOT_TEXT.search(cell):
            problems[column] = worded("The cell holds characters that are not text.")
        cells.append("" if column in problems else _plain(cell))
    return Line(line.number, tuple(cells), problems)


def _plain(cell: str) -> str:
    if cell.isascii():
        return cell.strip()
    return unicodedata.normalize("NFC", cell).strip().strip(INVISIBLE).strip()


def _without_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Empty columns at the right end are no columns."""
    width = max((number for number, cell in enumerate(cells, 1) if cell), default=0)
    return cells[:width]


def _limited(lines: Iterator[Line]) -> Iterator[Line]:
    count = 0
    for line in lines:
        if line.blank:
            continue
        count += 1
        if count > MAX_ROWS:
            raise Refusal(
                "The file has more than {most} rows. Split it and import the parts.",
                code="too_many_rows",
                most=f"{MAX_ROWS:,}",
            )
        yield line
