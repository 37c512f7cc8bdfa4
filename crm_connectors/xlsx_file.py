"""Reads the first visible sheet of an Excel workbook."""

from collections.abc import Iterator

from crm_connectors.table import Line
from crm_connectors.xlsx_archive import open_archive
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

OLE = b"\xd0\xcf\x11\xe0"


def is_workbook(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", OLE))


def xlsx_lines(data: bytes) -> tuple[Iterator[Line], str]:
    """The rows, and a remark when other sheets were left unread. Raises Refusal."""
    if data.startswith(OLE):
        raise Refusal(
            "This workbook is in the old .xls format or protected by a password. Save it as .xlsx.",
            code="old_workbook",
        )
    # They load openpyxl, for a third of a second; most processes never see a workbook.
    from crm_connectors.xlsx_book import read_book  # noqa: PLC0415
    from crm_connectors.xlsx_sheet import sheet_lines  # noqa: PLC0415

    archive = open_archive(data)
    book = read_book(archive)
    title, part = book.sheets[0]
    remark = (
        worded("Only the first sheet, “{title}”, was read.", title=title)
        if len(book.sheets) > 1
        else ""
    )
    return sheet_lines(archive, part, book), remark
