"""Workbooks as other programs write them: shared texts, styles, prefixes, other origins of time."""

import pytest

from crm_connectors.read import open_table
from tests.crm_connectors.files import hand_made, sheet

NAME = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def cell(xml, **parts):
    """What a cell under the header `Name` says."""
    data = hand_made(sheet(f'{NAME}<row r="2">{xml}</row>'), **parts)
    (line,) = open_table(data).lines
    return line.cells[0]


def styles(*kinds, formats=""):
    cells = "".join(f'<xf numFmtId="{kind}"/>' for kind in kinds)
    other = '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    return f"<styleSheet><numFmts>{formats}</numFmts>{other}<cellXfs>{cells}</cellXfs></styleSheet>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<si><t>Lena</t></si>", "Lena"),
        ("<si><r><t>Le</t></r><r><rPr><b/></rPr><t>na</t></r></si>", "Lena"),
        ("<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>", "東京"),
        ("<si/>", ""),
    ],
)
def test_shared_texts_with_formats_and_readings(text, said):
    name = "<c t='s'><v>0</v></c><c t='str'><v>x</v></c>"

    assert cell(name, texts=f"<sst>{text}</sst>") == said


def test_a_shared_text_beyond_all_bounds_is_still_seen_to_be_one():
    with pytest.raises(Exception, match="holds more than 10,000 characters"):
        cell("<c t='s'><v>0</v></c>", texts=f"<sst><si><t>{'x' * 200_000}</t></si></sst>")


@pytest.mark.parametrize(
    ("kind", "formats", "said"),
    [
        (0, "", "46550"),
        (14, "", "2027-06-12"),
        (31, "", "2027-06-12"),
        (46, "", "46550"),
        (164, '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>', "2027-06-12"),
        (164, '<numFmt numFmtId="164" formatCode="[h]:mm"/>', "46550"),
        (164, '<numFmt numFmtId="164" formatCode="#,##0.00&quot; days&quot;"/>', "46550"),
    ],
)
def test_a_number_is_a_date_where_its_style_says_so(kind, formats, said):
    looks = styles(0, kind, formats=formats)

    assert cell('<c s="1"><v>46550</v></c>', styles=looks) == said


def test_a_calendar_that_begins_in_1904():
    book = '<workbookPr date1904="1"/>'

    assert cell('<c s="0"><v>45088</v></c>', styles=styles(14), book=book) == "2027-06-12"


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ('<c s="0"><v>0.625</v></c>', "15:00"),
        ('<c s="0"><v>-3</v></c>', "-3"),
        ('<c s="0"><v>99999999</v></c>', "99999999"),
        ("<c><v>1.2E2</v></c>", "120"),
        ("<c><v>0.1</v></c>", "0.1"),
        ('<c t="b"><v>1</v></c>', "yes"),
        ('<c t="b"><v>0</v></c><c t="str"><v>x</v></c>', "no"),
        ('<c t="d"><v>2027-06-12T15:00:00Z</v></c>', "2027-06-12"),
        ('<c t="str"><f>A1</f><v>Lena</v></c>', "Lena"),
        ('<c t="str"><f>A1</f><v></v></c><c t="str"><v>x</v></c>', ""),
        ("<c><v></v></c><c t='str'><v>x</v></c>", ""),
        ('<c r="A2" t="inlineStr"><is><r><t>Le</t></r><r><t>na</t></r></is></c>', "Lena"),
    ],
)
def test_every_kind_of_cell(xml, said):
    assert cell(xml, styles=styles(14)) == said


def test_prefixes_and_absolute_names_are_understood():
    rows = f'{NAME}<row r="2"><c t="str"><v>Lena</v></c></row>'
    prefixed = sheet(rows).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")

    data = hand_made(prefixed.replace("xmlns=", "xmlns:x="), target="/xl/worksheets/sheet1.xml")

    assert [line.cells for line in open_table(data).lines] == [("Lena",)]
