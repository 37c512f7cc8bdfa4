"""Reads a sheet row by row, each cell as people would type it.

A formula counts with the value Excel stored beside it, which is what its owner saw on the screen;
one that was never calculated has none, and its cell becomes a problem of its row.
"""

import datetime as dt
import zipfile
from collections.abc import Iterator

from openpyxl.utils import column_index_from_string

from crm_connectors.table import MAX_CELL, MAX_COLUMNS, Line
from crm_connectors.xlsx_archive import Visitor, bomb, broken, visit
from crm_connectors.xlsx_book import Book
from wedsync.lib.worded import worded

MAX_SHEET = 120 * 1024 * 1024
MAX_ROW = 1_048_576  # Excel's own bound
MAX_CELLS = 4_000_000
LAST_DAY = 2_957_004  # the year 9999 ends before it, whichever year the count begins
NO_VALUE = worded(
    "The cell holds a formula without a stored value; copy it and paste it as a value."
)


def sheet_lines(archive: zipfile.ZipFile, part: str, book: Book) -> Iterator[Line]:
    """Rows that hold something. Raises Refusal."""
    sheet = _Sheet(book)
    for _ in visit(archive, part, sheet, MAX_SHEET):
        yield from sheet.lines
        sheet.lines.clear()


class _Sheet(Visitor):
    """Collects `lines`; holds one row and one cell at a time."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.lines: list[Line] = []
        self.row = self.column = self.count = 0
        self.cells: list[str] = []
        self.problems: dict[int, str] = {}
        self.kind = self.style = ""
        self.value: str | None = None
        self.reading = self.formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._open_cell(attributes)
        elif tag in {"v", "t"}:
            self.reading, self.value = True, self.value or ""
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self._open_row(attributes)

    def text(self, text: str) -> None:
        """Of a text beyond all bounds enough is kept to see that it is one."""
        if self.reading and len(self.value or "") <= MAX_CELL:
            self.value = (self.value or "") + text[: MAX_CELL + 1]

    def end(self, tag: str) -> None:
        self.reading = False
        if tag == "c":
            self._close_cell()
        elif tag == "row" and (any(self.cells) or self.problems):
            self.lines.append(Line(self.row, tuple(self.cells), self.problems))

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.row = _whole(attributes.get("r", "")) if "r" in attributes else self.row + 1
        if not 0 < self.row <= MAX_ROW:
            raise broken()
        self.cells, self.problems, self.column = [], {}, 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_CELLS:
            raise bomb()
        self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.value, self.formula = None, False

    def _close_cell(self) -> None:
        column = self.column - 1
        if self.formula and not self.value and self.kind != "str":
            self._place(column, "", NO_VALUE)
        elif self.value is None:
            return
        elif self.kind == "e":
            self._place(
                column, "", worded("The cell shows the error {value}.", value=self.value[:20])
            )
        else:
            self._place(column, self._read(self.value))

    def _place(self, column: int, text: str, problem: str = "") -> None:
        """Columns far out are kept in one place: enough to be refused for."""
        column = min(column, MAX_COLUMNS)
        self.cells += [""] * (column + 1 - len(self.cells))
        self.cells[column] = text
        if problem:
            self.problems[column] = problem

    def _read(self, value: str) -> str:
        match self.kind:
            case "s":
                number = _whole(value)
                if number >= len(self.book.texts):
                    raise broken()
                return self.book.texts[number]
            case "b":
                return "yes" if value.strip() == "1" else "no"
            case "n":
                return self._number(value) if value else ""
            case "d":
                return value.partition("T")[0]
            case _:
                return value

    def _number(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            raise broken() from None
        if self.style and _whole(self.style) in self.book.date_styles and 0 <= number < LAST_DAY:
            return _moment(number, from_1904=self.book.from_1904)
        return f"{number:.0f}" if number.is_integer() else repr(number)


def _moment(serial: float, *, from_1904: bool) -> str:
    """The day of a serial number; of one below 1, which has no day, the time."""
    start = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)
    if serial < 1:
        minutes = round(serial * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return (start + dt.timedelta(days=int(serial))).isoformat()


def _column(reference: str) -> int:
    try:
        return column_index_from_string(reference.rstrip("0123456789"))
    except ValueError:
        raise broken() from None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise broken() from None
