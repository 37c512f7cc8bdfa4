"""What a workbook says of its sheets: their names and parts, its texts, which styles are dates."""

import posixpath
import zipfile
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from crm_connectors.table import MAX_CELL
from crm_connectors.xlsx_archive import Visitor, bomb, broken, visit_all
from wedsync.lib.refusal import Refusal

MAX_TEXTS = 64 * 1024 * 1024
MAX_TEXT_COUNT = 1_000_000
Links = dict[str, dict[str, str]]  # kind of part → id → name of the part
CJK_DATES = frozenset([*range(27, 37), *range(50, 59)])  # built in, in East Asia


@dataclass(frozen=True)
class Book:
    """`sheets` are (name, part) of the visible sheets; `texts` what cells refer to by number."""

    sheets: list[tuple[str, str]]
    from_1904: bool
    texts: list[str]
    date_styles: frozenset[int]


def read_book(archive: zipfile.ZipFile) -> Book:
    """Raises Refusal for what is no workbook, and for one without a visible sheet."""
    main = _links(archive, "_rels/.rels", "").get("officeDocument", {})
    part = next(iter(main.values()), "xl/workbook.xml")
    folder, name = posixpath.split(part)
    workbook = _Workbook()
    visit_all(archive, part, workbook)
    links = _links(archive, f"{folder}/_rels/{name}.rels", folder)
    targets = links.get("worksheet", {})
    sheets = [(title, targets[link]) for title, link in workbook.sheets if link in targets]
    if not sheets:
        raise Refusal("The workbook has no sheet.", code="empty_file")
    return Book(sheets, workbook.from_1904, _texts(archive, links), _date_styles(archive, links))


def _links(archive: zipfile.ZipFile, part: str, folder: str) -> Links:
    found = _Relations(folder)
    visit_all(archive, part, found)
    return found.links


def _texts(archive: zipfile.ZipFile, links: Links) -> list[str]:
    texts = _Texts()
    for part in links.get("sharedStrings", {}).values():
        visit_all(archive, part, texts, MAX_TEXTS)
    return texts.found


def _date_styles(archive: zipfile.ZipFile, links: Links) -> frozenset[int]:
    styles = _Styles()
    for part in links.get("styles", {}).values():
        visit_all(archive, part, styles)
    return frozenset(n for n, kind in enumerate(styles.cells) if styles.is_date(kind))


class _Relations(Visitor):
    """The parts that a part refers to; `folder` is where relative names begin."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.links: Links = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", self.folder, attributes.get("Target", ""))
            part = posixpath.normpath(target).lstrip("/")
            self.links.setdefault(kind, {})[attributes.get("Id", "")] = part


class _Workbook(Visitor):
    """The visible sheets as (title, id of the relation), in the order of their tabs."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}
        elif tag == "sheet" and attributes.get("state", "visible") == "visible":
            link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), link))


class _Texts(Visitor):
    """Shared texts, formatted runs joined; the phonetic readings beside them are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.length = 0
        self.reading = self.phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.pieces, self.length = [], 0
        elif tag == "rPh":
            self.phonetic = True
        self.reading = tag == "t" and not self.phonetic

    def end(self, tag: str) -> None:
        self.reading = False
        if tag == "rPh":
            self.phonetic = False
        elif tag == "si":
            self.found.append("".join(self.pieces))
            if len(self.found) > MAX_TEXT_COUNT:
                raise bomb()

    def text(self, text: str) -> None:
        """Of a text beyond all bounds enough is kept to see that it is one."""
        if self.reading and self.length <= MAX_CELL:
            self.pieces.append(text[: MAX_CELL + 1])
            self.length += len(text)


class _Styles(Visitor):
    """The number format of each cell style, and what the workbook's own formats look like."""

    def __init__(self) -> None:
        self.cells: list[int] = []
        self.formats: dict[int, str] = {}
        self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside:
            self.cells.append(_number(attributes.get("numFmtId", "0")))
        elif tag == "numFmt":
            self.formats[_number(attributes.get("numFmtId", "0"))] = attributes.get(
                "formatCode", ""
            )

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.inside = False

    def is_date(self, kind: int) -> bool:
        code = self.formats.get(kind) or BUILTIN_FORMATS.get(kind, "")
        return kind in CJK_DATES or (is_date_format(code) and not is_timedelta_format(code))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise broken() from None
