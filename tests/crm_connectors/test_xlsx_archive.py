"""Workbooks that are not what they seem."""

import pytest

from crm_connectors.read import open_table
from crm_connectors.xlsx_archive import MAX_PART
from tests.crm_connectors.files import MAIN, SHEET, hand_made, sheet, with_part, workbook
from wedsync.lib.refusal import Refusal

STRINGS, STYLES, BOOK = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
BOMBS = {
    "a sheet of 130 MB": (SHEET, b" " * 130_000_000),
    "a sheet of nothing, packed a thousandfold": (SHEET, sheet(f"<row>{'<c/>' * 4_500_000}</row>")),
    "a styles file of 9 MB": (STYLES, b" " * (MAX_PART + 1)),
    "texts of 70 MB": (STRINGS, b" " * 70_000_000),
    "a document type": (SHEET, '<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'),
    "entities in entities": (BOOK, '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
}
WRECKS = {
    "half an element": (BOOK, "<workbook"),
    "no sheets": (BOOK, f'<workbook xmlns="{MAIN}"/>'),
    "a text that is not there": (SHEET, sheet('<row><c t="s"><v>999</v></c></row>')),
    "a text without a number": (SHEET, sheet('<row><c t="s"><v>x</v></c></row>')),
    "a number that is none": (SHEET, sheet("<row><c><v>x</v></c></row>")),
    "a row beyond the last": (SHEET, sheet('<row r="2000000"><c><v>1</v></c></row>')),
    "a row without a number": (SHEET, sheet('<row r="x"><c><v>1</v></c></row>')),
    "a column beyond the last": (SHEET, sheet('<row><c r="ZZZZ1"><v>1</v></c></row>')),
    "a style that is none": (SHEET, sheet('<row><c s="x"><v>1</v></c></row>')),
    "a format that is none": (STYLES, '<s><cellXfs><xf numFmtId="x"/></cellXfs></s>'),
}


def lines(data):
    return list(open_table(data).lines)


@pytest.mark.parametrize(("name", "content"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_not_opened(name, content):
    data = with_part(hand_made(sheet("")), name, content)

    with pytest.raises(Refusal) as refusal:
        lines(data)

    assert len(data) < 2_000_000
    assert refusal.value.code == "bomb"


@pytest.mark.parametrize(
    ("limit", "rows", "texts"),
    [
        ("xlsx_sheet.MAX_CELLS", "<row>" + "<c/>" * 101 + "</row>", ""),
        ("xlsx_book.MAX_TEXT_COUNT", "", f"<sst>{'<si/>' * 101}</sst>"),
    ],
)
def test_a_crowd_of_small_things_is_a_bomb_too(monkeypatch, limit, rows, texts):
    monkeypatch.setattr(f"crm_connectors.{limit}", 100)

    with pytest.raises(Refusal) as refusal:
        lines(hand_made(sheet(rows), texts=texts))

    assert refusal.value.code == "bomb"


@pytest.mark.parametrize(("name", "content"), WRECKS.values(), ids=WRECKS.keys())
def test_a_wreck_is_refused(name, content):
    with pytest.raises(Refusal) as refusal:
        lines(with_part(hand_made(sheet("")), name, content))

    assert refusal.value.code in {"bad_workbook", "empty_file"}


def test_what_nobody_needs_is_not_opened():
    big = with_part(
        workbook(("Lena",), header=("Name",)), "xl/media/image1.png", b" " * 250_000_000
    )

    assert [line.cells for line in lines(big)] == [("Lena",)]


def test_rows_in_rows_and_many_links_do_no_harm():
    row = "<row><c t='str'><v>Name</v></c></row>"
    odd = sheet(f"{row}<row><row><c t='str'><v>Lena</v></c></row></row>")

    found = lines(hand_made(odd.replace("</w", "<link/>" * 50_000 + "</w")))

    assert {line.cells for line in found} == {("Lena",)}


def test_a_workbook_without_its_parts_is_refused():
    with pytest.raises(Refusal, match="is not an Excel workbook"):
        lines(hand_made(sheet(""), without=[SHEET]))
    with pytest.raises(Refusal, match="is not an Excel workbook"):
        lines(hand_made(sheet(""), without=["_rels/.rels"]))


def test_a_part_that_was_damaged_on_its_way_is_refused():
    whole = bytearray(workbook(*[("Lena",)] * 50))
    whole[whole.index(b"xl/worksheets/sheet1.xml") + 100] ^= 0xFF

    with pytest.raises(Refusal, match="or it is damaged"):
        lines(bytes(whole))


def test_a_password_is_named():
    locked = bytearray(hand_made(sheet("")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(mark, at + 1)

    with pytest.raises(Refusal, match="protected by a password"):
        lines(bytes(locked))
