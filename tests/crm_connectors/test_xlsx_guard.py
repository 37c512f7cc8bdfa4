"""Workbooks that are not what they seem."""

import zipfile

import pytest

from crm_connectors.read import open_table
from crm_connectors.xlsx_guard import MAX_SIDE_FILE
from tests.crm_connectors.files import MAIN, SHEET, sheet, with_part, workbook
from wedsync.lib.refusal import Refusal

BOMBS = {
    "a sheet that unpacks to 210 MB": (SHEET, b" " * 210_000_000),
    "a styles file of 9 MB": ("xl/styles.xml", b" " * (MAX_SIDE_FILE + 1)),
    "texts beyond all measure": ("xl/sharedStrings.xml", b" " * 70_000_000),
    "a row of a million cells": (SHEET, sheet(f"<row>{'<c/>' * 1_000_000}</row>")),
    "rows in a row": (SHEET, sheet(f"<row>{'<row/>' * 10}</row>")),
    "a million links": (SHEET, sheet("").replace("</w", "<l/>" * 600_000 + "</w")),
    "a document type": (SHEET, '<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'),
    "a bomb under another name": ("xl/media/image1.png", "<a>" + "<b/>" * 600_000 + "</a>"),
}


def lines(data):
    return list(open_table(data).lines)


@pytest.mark.parametrize(("name", "content"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_not_opened(name, content):
    data = with_part(workbook(("Lena",)), name, content)

    with pytest.raises(Refusal) as refusal:
        open_table(data)

    assert len(data) < 2_000_000
    assert refusal.value.code == "bomb"


def test_a_picture_in_a_workbook_is_passed_over():
    data = with_part(workbook(("Lena",), header=("Name",)), "xl/media/image1.png", b"\x89PNG")

    assert [line.cells for line in lines(data)] == [("Lena",)]


def test_a_part_that_was_damaged_on_its_way_is_refused():
    data = with_part(workbook(("Lena",)), SHEET, sheet("<!-- here -->"))
    whole = bytearray(data)
    whole[whole.index(b"PK\x01\x02", whole.index(SHEET.encode())) - 3] ^= 0xFF

    with pytest.raises(Refusal, match="or it is damaged"):
        open_table(bytes(whole))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/workbook.xml", "<workbook"),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>'),
        ("[Content_Types].xml", "<Types/>"),
        (SHEET, sheet('<row r="2"><c r="A2" t="s"><v>999</v></c></row>')),
        (SHEET, sheet('<row r="2000000"><c r="A2000000"><v>1</v></c></row>')),
    ],
)
def test_a_wreck_is_refused(name, content):
    with pytest.raises(Refusal) as refusal:
        lines(with_part(workbook(("Lena",)), name, content))

    assert refusal.value.code in {"bad_workbook", "empty_file"}


def test_a_password_is_named(tmp_path):
    path = tmp_path / "locked.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    locked = bytearray(path.read_bytes())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Refusal, match="protected by a password"):
        open_table(bytes(locked))
