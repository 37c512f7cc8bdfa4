"""Reads CSV the way programs really write it: any usual encoding, any usual delimiter."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from crm_connectors.table import MAX_CELL, Line
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

DELIMITERS = ",;\t|"
SAMPLE_LINES = 20
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def csv_lines(data: bytes) -> tuple[Iterator[Line], str]:
    """The rows, and a remark when the encoding had to be guessed. Raises Refusal."""
    encoding = encoding_of(data)
    remark = (
        worded(
            "The file does not say how its letters are encoded; it was read as Windows-1252."
            " If names look wrong, save it again as “CSV UTF-8”."
        )
        if encoding == "cp1252"
        else ""
    )
    return _lines(data, encoding), remark


def encoding_of(data: bytes) -> str:
    """By the byte order mark, else UTF-8, else Windows-1252. Raises Refusal for what is no text."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _proven(data, encoding)
    if BINARY.search(data):
        raise Refusal("This is not a text file. Save it as CSV or XLSX.", code="not_text")
    try:
        return _proven(data, "utf-8")
    except Refusal:
        return _proven(data, "cp1252")


def _proven(data: bytes, encoding: str) -> str:
    try:
        for _ in io.TextIOWrapper(io.BytesIO(data), encoding, newline=""):
            pass
    except UnicodeError:
        raise Refusal(
            "The letters of this file are in an encoding we can't read. Save it as “CSV UTF-8”.",
            code="bad_encoding",
        ) from None
    return encoding


def _lines(data: bytes, encoding: str) -> Iterator[Line]:
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as text:
        delimiter, skipped = _delimiter(text)
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            for number, cells in enumerate(rows, start=1 + skipped):
                yield Line(number, tuple(cells))
        except csv.Error as error:
            raise _refusal(error, rows.line_num + skipped) from None


def _delimiter(text: io.TextIOWrapper) -> tuple[str, int]:
    """The delimiter, and how many lines to pass over; leaves `text` at the first row.

    Excel's own `sep=;` line settles it; else the sign that parts the first rows into the most
    columns, and into the same number of them most often.
    """
    first = text.readline(MAX_CELL)
    if match := re.fullmatch(r"sep=(.)\r?\n?", first):
        return match[1], 1
    sample = first + "".join(text.readline(MAX_CELL) for _ in range(SAMPLE_LINES))
    text.seek(0)
    return max(DELIMITERS, key=lambda sign: _fit(sample, sign)), 0


def _fit(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows agree with the header in having more than one column, and how many columns."""
    try:
        rows = csv.reader(sample.splitlines(), delimiter=delimiter)
        widths = [len(row) for row in rows if row]
    except csv.Error:
        return 0, 0
    if not widths or widths[0] < 2:  # noqa: PLR2004 -- one column is no proof of a delimiter
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _refusal(error: csv.Error, line: int) -> Refusal:
    if "field limit" in str(error):
        return Refusal(
            "A cell near line {line} holds more than {most} characters, or a quotation"
            " mark is never closed.",
            code="cell_too_long",
            line=line,
            most=f"{MAX_CELL:,}",
        )
    return Refusal(
        "A quotation mark near line {line} is out of place, so the rows can't be told apart.",
        code="bad_quotes",
        line=line,
    )
