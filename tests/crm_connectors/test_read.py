"""Files that are read, and the nasty ones that are refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.read import open_table
from crm_connectors.table import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, NOT_TEXT
from tests.crm_connectors.files import HEADER, csv_file, workbook
from tests.crm_connectors.outcome import outcome
from wedsync.lib.refusal import Refusal

LENA = ("J-1", "Lena", "Márk", "lena@example.com", "2027-06-12")
CELLS = st.text(st.characters(codec="utf-8"), max_size=20).filter(lambda t: not NOT_TEXT.search(t))


def cells(data):
    return [line.cells for line in open_table(data).lines]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.sampled_from(",;\t|"))
def test_what_was_written_is_read(rows, delimiter):
    data = csv_file(*rows, header=("Name", "Email", "Notes"), delimiter=delimiter)

    found = [tuple(cell.strip() for cell in row) for row in cells(data)]

    flat = [tuple(_as_read(cell) for cell in row) for row in rows]
    assert found == [row for row in flat if any(row)]


def _as_read(cell):
    return next(open_table(csv_file(("x", cell), header=("a", "b"))).lines).cells[1].strip()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(data):
    lines, sentence = outcome(lambda: list(open_table(data).lines))

    assert sentence.endswith(".") if sentence else not any(line.blank for line in lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_encoding_and_delimiter_is_read(encoding, delimiter):
    table = open_table(csv_file(LENA, encoding=encoding, delimiter=delimiter))

    assert table.headers == HEADER
    assert [line.cells for line in table.lines] == [LENA]


def test_a_guessed_encoding_is_said():
    assert "Windows-1252" in open_table(csv_file(LENA, encoding="cp1252")).remark
    assert open_table(csv_file(LENA)).remark == ""


def test_excels_own_first_line_names_the_delimiter():
    table = open_table(b"sep=;\n" + csv_file(LENA, delimiter=";"))

    assert table.headers == HEADER
    assert [line.number for line in table.lines] == [3]


def test_a_row_is_numbered_as_a_spreadsheet_numbers_it():
    data = b'Name,Email\n"Lena\n& Marc",a@example.com\n\nIvy,b@example.com\n'

    assert [(line.number, line.cells[0]) for line in open_table(data).lines] == [
        (2, "Lena\n& Marc"),
        (4, "Ivy"),
    ]


def test_a_formula_out_of_a_text_file_is_text():
    evil = "=cmd|' /C calc'!A0"

    assert cells(csv_file(("J-1", evil, "@x", "+1", "-2"))) == [("J-1", evil, "@x", "+1", "-2")]


def test_a_csv_and_a_workbook_say_the_same():
    assert cells(csv_file(LENA)) == cells(workbook(LENA))


NASTY = {
    "0 bytes": (b"", "empty_file"),
    "only blank lines": (b"\n\n,,\n", "empty_file"),
    "binary rubbish": (bytes(range(256)) * 8, "not_text"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "not_text"),
    "NUL bytes": (csv_file(LENA).replace(b"Lena", b"Le\0na"), "not_text"),
    "UTF-16 without a mark": (csv_file(LENA, encoding="utf-16-le"), "not_text"),
    "broken UTF-16": (csv_file(LENA, encoding="utf-16")[:-1], "bad_encoding"),
    "an encoding nobody can tell": (b"Name,Email\n\x81\x8d\x8f,a@b.c\n", "bad_encoding"),
    "too large": (b"x" * (MAX_BYTES + 1), "file_too_large"),
    "201 columns": (csv_file(header=[f"c{n}" for n in range(201)]), "too_many_columns"),
    "200 columns in a row": (csv_file(["x"] * 200), "too_many_columns"),
    "a huge cell": (csv_file(("x" * 10_001,)), "cell_too_long"),
    "an enormous cell": (csv_file(("x" * 200_000,)), "cell_too_long"),
    "a quote never closed": (csv_file(LENA) + b'J-2,"Ivy,Grant\n', "bad_quotes"),
    "a quote out of place": (csv_file(LENA) + b'J-2,"Ivy" x,Grant\n', "bad_quotes"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(64), "old_workbook"),
    "half a workbook": (workbook(LENA)[:2000], "bad_workbook"),
    "too many rows": (b"a,b\n" + b"1,2\n" * (MAX_ROWS + 1), "too_many_rows"),
    "201 columns in a workbook": (
        workbook(header=[f"c{n}" for n in range(201)]),
        "too_many_columns",
    ),
    "an empty workbook": (workbook(header=()), "empty_file"),
}


@pytest.mark.parametrize(("data", "code"), NASTY.values(), ids=NASTY.keys())
def test_a_nasty_file_ends_in_one_clear_refusal(data, code):
    with pytest.raises(Refusal) as refusal:
        list(open_table(data).lines)

    assert refusal.value.code == code
    assert refusal.value.reason[0].isupper()
    assert refusal.value.reason.endswith(".")


def test_the_widest_table_that_is_allowed_is_read():
    wide = csv_file(header=[f"c{n}" for n in range(MAX_COLUMNS)])

    assert len(open_table(wide).headers) == MAX_COLUMNS


def test_empty_columns_at_the_end_are_no_columns():
    assert open_table(csv_file(header=(*HEADER, *[""] * 300))).headers == HEADER
