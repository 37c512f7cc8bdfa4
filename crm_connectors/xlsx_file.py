"""Reads the first visible sheet of an Excel workbook, row by row.

A formula counts with the value Excel stored beside it, which is what its owner saw on the screen;
a formula that was never calculated has none, and its cell becomes a problem of its row.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import repeat
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from crm_connectors.table import Line
from crm_connectors.xlsx_guard import broken, weigh
from wedsync.lib.refusal import Refusal

OLE = b"\xd0\xcf\x11\xe0"
MAX_NUMBER = 1_048_576
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!"})
# What openpyxl raises where a part is missing or malformed.
WRECKS = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError),
    *(ParseError, InvalidFileException),
)
Values = tuple[object, ...]


def is_workbook(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", OLE))


def xlsx_lines(data: bytes) -> tuple[Iterator[Line], str]:
    """The rows, and a remark when other sheets were left unread. Raises Refusal."""
    if data.startswith(OLE):
        raise Refusal(
            "This workbook is in the old .xls format or protected by a password. Save it as .xlsx.",
            code="old_workbook",
        )
    formulas = _weighed(data)
    book = _open(data, stored_values=True)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise Refusal("The workbook has no sheet.", code="empty_file")
    remark = f"Only the first sheet, “{sheets[0].title}”, was read." if len(sheets) > 1 else ""
    number = book.worksheets.index(sheets[0])
    written = _rows(_open(data, stored_values=False), number) if formulas else repeat(())
    return _lines(_rows(book, number), written), remark


def _weighed(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return weigh(archive)
    except zipfile.BadZipFile:
        raise broken() from None


def _open(data: bytes, *, stored_values: bool) -> Workbook:
    try:
        return load_workbook(
            io.BytesIO(data), read_only=True, data_only=stored_values, keep_links=False
        )
    except WRECKS as error:
        raise broken() from error


def _lines(stored: Iterator[Values], written: Iterator[Values]) -> Iterator[Line]:
    """Both readings walk in step: with stored values, and (only where needed) with formulas."""
    for number, (values, originals) in enumerate(zip(stored, written, strict=False), start=1):
        if number > MAX_NUMBER:
            raise broken()
        if any(originals) or any(value is not None for value in values):
            yield _line(number, values, originals)


def _rows(book: Workbook, number: int) -> Iterator[Values]:
    sheet = book.worksheets[number]
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    try:
        yield from sheet.iter_rows(values_only=True)
    except WRECKS as error:
        raise broken() from error


def _line(number: int, values: Values, originals: Values) -> Line:
    problems = {
        column: "The cell holds a formula without a stored value; copy it and paste it as a value."
        for column, (value, original) in enumerate(zip(values, originals, strict=False))
        if value is None and original is not None
    }
    wrecks = {column: value for column, value in enumerate(values) if value in ERRORS}
    problems |= {column: f"The cell shows the error {value}." for column, value in wrecks.items()}
    texts = ("" if column in problems else _text(value) for column, value in enumerate(values))
    return Line(number, tuple(texts), problems)


def _text(value: object) -> str:
    """A cell as people would type it: no `.0` behind numbers, dates year first."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return f"{value:.0f}"
        case dt.datetime():
            return value.date().isoformat()
        case _:
            return str(value)
