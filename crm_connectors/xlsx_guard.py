"""Weighs a workbook before anybody opens it: small files can hold very large things.

openpyxl builds one row, one text and one side file at a time in memory, so those are what is
bounded: by what the archive declares, by what really comes out, and by the elements in a row.
"""

import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from wedsync.lib.refusal import Refusal

MAX_FILES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_TEXTS = 64 * 1024 * 1024
MAX_SIDE_FILE = 8 * 1024 * 1024
MAX_RECORDS = 1_048_576  # rows of a sheet or texts of a workbook: Excel's own bound for rows
MAX_INSIDE = 50_000  # elements in one row or one text
MAX_OUTSIDE = 500_000  # elements between them: column widths, links, styles
BLOCK = 1 << 18
RECORDS = frozenset({"row", "si"})
ENCRYPTED = 0x1
TEXTS, SHEETS, PICTURES = "xl/sharedStrings", "xl/worksheets/", "xl/media/"


def weigh(archive: zipfile.ZipFile) -> bool:
    """Raise Refusal for a bomb or a wreck; tell whether the workbook may hold formulas."""
    members = archive.infolist()
    if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise bomb()
    for member in members:
        _check_declared(member)
    formulas = [_has_formulas(archive, member) for member in members]  # every one must be walked
    return any(formulas)


def bomb() -> Refusal:
    return Refusal(
        "The workbook unpacks to far more than its size promises, so it was not opened.",
        code="bomb",
    )


def broken() -> Refusal:
    return Refusal("This is not an Excel workbook, or it is damaged.", code="bad_workbook")


def _check_declared(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise Refusal("The workbook is protected by a password.", code="password")
    bounds = {TEXTS: MAX_TEXTS, SHEETS: MAX_UNPACKED, PICTURES: MAX_UNPACKED}
    found = [bound for start, bound in bounds.items() if member.filename.startswith(start)]
    if member.file_size > (found or [MAX_SIDE_FILE])[0]:
        raise bomb()


def _has_formulas(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Walk through the whole member, whatever its name: any part may be declared a sheet."""
    scale = _Scale()
    try:
        with archive.open(member) as stream:
            _pour(stream, scale.parser)
    except expat.ExpatError as error:
        if member.filename.endswith((".xml", ".rels")):
            raise broken() from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise broken() from error
    return scale.formulas


def _pour(stream: IO[bytes], parser: expat.XMLParserType) -> None:
    """What comes out beyond the declared size, zipfile cuts off; the check sum then fails."""
    while block := stream.read(BLOCK):
        parser.Parse(block, False)
    parser.Parse(b"", True)


class _Scale:
    """Counts elements in and between records; refuses document types and records in records."""

    def __init__(self) -> None:
        self.records = self.elements = 0
        self.inside = self.formulas = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.declare

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.elements += 1
        if name in RECORDS:
            self._open()
        elif name == "f":
            self.formulas = True
        if self.elements > (MAX_INSIDE if self.inside else MAX_OUTSIDE):
            raise bomb()

    def _open(self) -> None:
        self.records += 1
        if self.inside or self.records > MAX_RECORDS:
            raise bomb()
        self.inside, self.elements = True, 0

    def end(self, tag: str) -> None:
        if self.inside and tag.rpartition(":")[2] in RECORDS:
            self.inside, self.elements = False, 0

    def declare(self, *_: object) -> None:
        raise bomb()
