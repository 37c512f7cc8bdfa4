"""From a row to a record."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.headers import map_headers
from crm_connectors.records import PersonRecord, RowProblem, WeddingRecord
from crm_connectors.table import Line
from crm_connectors.translate import translate
from tests.crm_connectors.rows import HEADERS, HOUSE, couple, row


@given(st.lists(st.text(max_size=25), min_size=len(HEADERS), max_size=len(HEADERS)))
def test_any_row_becomes_a_record_or_a_reason(cells):
    found = translate(Line(2, tuple(cells)), map_headers(HEADERS), HOUSE)

    assert (found.record is None) == any(problem.stops for problem in found.problems)
    if found.record:
        assert found.record.email or found.record.external_id


def test_a_full_row_becomes_a_couple():
    found = couple(
        id="J-1", first_name="Lena", last_name="Ortiz", phone="503 555 0100",
        partner_first_name="Marc", partner_email="marc@example.com", wedding_date="6/12/2027",
        status="Booked", type="Wedding", venue="Fern Hall", country="USA", guests="120",
        budget="$32,000", marketing_consent="yes",
    )  # fmt: skip

    assert found.problems == ()
    assert found.record.external_id == "J-1"
    assert found.record.people == (
        PersonRecord(
            "partner_a", "Lena", "Ortiz", "lena@example.com", "+15035550100",
            consent="Marketing consent: yes",
        ),
        PersonRecord("partner_b", "Marc", "", "marc@example.com"),
    )  # fmt: skip
    assert found.record.wedding == WeddingRecord(
        dt.date(2027, 6, 12), "exact", "booked", venue_name="Fern Hall", venue_country="US",
        guests=120, budget=3_200_000, currency="USD",
    )  # fmt: skip


def test_an_empty_cell_states_nothing():
    assert couple().record.wedding == WeddingRecord()


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"email": "lena@example"},
            RowProblem("Email", "“lena@example” is not an e-mail address: please check it."),
        ),
        (
            {"email": "a@example.com", "wedding_date": "2/30/2027"},
            RowProblem("Wedding date", "“2/30/2027” is not in the calendar: please check the day."),
        ),
        (
            {"email": "a@example.com", "type": "Newborn session"},
            RowProblem("Type", "“Newborn session” is not a wedding."),
        ),
        (
            {"first_name": "Lena"},
            RowProblem(
                "Email",
                "The row has no e-mail address and no id,"
                " so we could not recognise the couple again.",
            ),
        ),
    ],
)
def test_whom_and_when_must_be_right_or_the_row_stays_out(cells, problem):
    found = row(**cells)

    assert found.record is None
    assert found.problems == (problem,)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Phone", "555-01"),
        ("Guests", "about 120"),
        ("Budget", "a lot"),
        ("Country", "Atlantis"),
        ("Partner email", "marc"),
        ("Marketing consent", "probably"),
        ("Venue", "x" * 201),
        ("Wedding date", "Summer 2027"),
    ],
)
def test_any_other_cell_is_left_out_and_the_couple_comes_in(column, text):
    found = couple(**{column.lower().replace(" ", "_"): text})

    (problem,) = found.problems
    assert found.record.email == "lena@example.com"
    assert (problem.column, problem.stops) == (column, False)
    assert problem.sentence.endswith(". The couple comes in without it.")


def test_an_unknown_status_never_makes_a_couple_booked():
    found = couple(status="Ghosted")

    assert (found.record.wedding.life, found.record.wedding.life_if_new) == ("", "inquiry")
    assert found.problems == (
        RowProblem(
            "Status",
            "“Ghosted” is not a status we know. A new couple comes in as an inquiry.",
            stops=False,
        ),
    )


def test_a_row_out_of_step_with_the_header_is_not_guessed_at():
    line = Line(2, (*["x"] * len(HEADERS), "one too many"))

    found = translate(line, map_headers(HEADERS), HOUSE)

    assert found.record is None
    assert found.problems[0].sentence.startswith("The row has more cells than there are columns")


def test_a_header_in_the_middle_is_no_couple():
    found = translate(Line(9, HEADERS), map_headers(HEADERS), HOUSE)

    assert found.record is None
    assert found.problems[0] == RowProblem("", "The row repeats the names of the columns.")


def test_a_cell_the_reader_could_not_read_is_said_once():
    line = Line(2, ("", "Lena", "", "lena@example.com"), {4: "The cell shows the error #REF!."})

    found = translate(line, map_headers(HEADERS), HOUSE)

    assert found.problems == (
        RowProblem(
            "Phone", "The cell shows the error #REF!. The couple comes in without it.", stops=False
        ),
    )
