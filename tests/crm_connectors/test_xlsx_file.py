"""Workbooks: what cells mean, and what bombs do not do."""

import datetime as dt

import openpyxl
import pytest

from crm_connectors.read import open_table
from tests.crm_connectors.files import SHEET, part, saved, sheet, with_part, workbook
from wedsync.lib.refusal import Refusal


def lines(data):
    return list(open_table(data).lines)


def test_cells_read_as_people_would_type_them():
    local = dt.datetime(2027, 6, 12, 15)  # noqa: DTZ001 -- Excel knows no zones
    row = ("J-1", 120, 120.0, 1234.5, True, dt.date(2027, 6, 12), local, None)

    (line,) = lines(workbook(row, header=list("abcdefgh")))

    assert line.cells[:7] == ("J-1", "120", "120", "1234.5", "yes", "2027-06-12", "2027-06-12")


def test_a_formula_counts_with_the_value_excel_stored_beside_it():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Guests</t></is></c></row>'
    rows += '<row r="2"><c r="A2"><f>60*2</f><v>120</v></c></row>'

    (line,) = lines(with_part(workbook(), SHEET, sheet(rows)))

    assert (line.cells, dict(line.problems)) == (("120",), {})


def test_a_formula_that_was_never_calculated_is_a_problem_of_its_row():
    fine, formula = lines(workbook((1, "Lena"), (2, '=CONCAT("Le","na")'), header=("Id", "Name")))

    assert dict(fine.problems) == {}
    assert formula.cells == ("2", "")
    assert dict(formula.problems) == {
        1: "The cell holds a formula without a stored value; copy it and paste it as a value."
    }


def test_a_header_that_is_calculated_is_refused():
    with pytest.raises(Refusal, match="must hold the names of the columns"):
        lines(workbook(("Lena",), header=("=A2",)))


def test_a_whole_number_has_no_decimals():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>120.0</v></c></row>'

    (line,) = lines(with_part(workbook(), SHEET, sheet(rows)))

    assert line.cells == ("120",)


def test_an_error_in_a_cell_is_said():
    (line,) = lines(workbook(("#REF!",), header=("Name",)))

    assert dict(line.problems) == {0: "The cell shows the error #REF!."}


def test_text_that_is_no_text_is_said():
    data = workbook(("Lena",), header=("Name",))
    broken = part(data, SHEET).replace(b"Lena", b"Le&#x7F;na")

    (line,) = lines(with_part(data, SHEET, broken))

    assert dict(line.problems) == {0: "The cell holds characters that are not text."}


def test_only_the_first_visible_sheet_is_read_and_that_is_said():
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    for title in ("Clients", "Prices"):
        book.create_sheet(title).append([title])

    table = open_table(saved(book))

    assert table.headers == ("Clients",)
    assert table.remark == "Only the first sheet, “Clients”, was read."


def test_a_lie_about_the_size_of_the_sheet_hides_no_row():
    data = workbook(("Lena",), ("Ivy",), header=("Name",))
    lying = part(data, SHEET).replace(b'<dimension ref="A1:A3"', b'<dimension ref="A1:A2"')

    assert [line.cells for line in lines(with_part(data, SHEET, lying))] == [("Lena",), ("Ivy",)]
