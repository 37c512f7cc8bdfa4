"""What becomes of a row."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.plan import plan
from crm_connectors.recognise import Couple, Known, Ours, Stored
from crm_connectors.records import CoupleRecord, PersonRecord, RowProblem, WeddingRecord, stated
from crm_connectors.translate import Translated

JUNE = dt.date(2027, 6, 12)
LENA = PersonRecord("partner_a", "Lena", "Ortiz", "lena@example.com")
MARC = PersonRecord("partner_b", "Marc")
RECORD = CoupleRecord("J-1", "", (LENA, MARC), WeddingRecord(JUNE, "exact", guests=120))
FIELDS = ("life", "venue_name", "venue_city", "venue_country", "timezone", "currency", "style")
BLANK = dict.fromkeys(FIELDS, "") | {"guests": None, "budget": None, "precision": "open"}
NOBODY = dict.fromkeys(("given_name", "family_name", "email", "phone", "language"), "")
TEXT = st.text(max_size=3)
WEDDINGS = st.builds(
    WeddingRecord,
    date=st.just(JUNE),
    precision=st.sampled_from(["exact", "month"]),
    life=st.sampled_from(["", "booked", "cancelled"]),
    venue_name=TEXT,
    guests=st.none() | st.integers(0, 300),
    budget=st.none() | st.integers(0, 9),
)


def stored(record):
    """What our tables hold after this record came in."""
    people = {p.role: Stored(UUID(int=n), NOBODY | stated(p)) for n, p in enumerate(record.people)}
    ours = Ours(
        Stored(UUID(int=8), {"name": record.name or "Lena & Marc"}),
        Stored(UUID(int=9), BLANK | {"date": None} | stated(record.wedding)),
        people,
    )
    names = frozenset({"lena", "marc"})
    date, precision = record.wedding.date, record.wedding.precision
    ids = frozenset({record.external_id} - {""})
    return Couple("w1", names, date, precision, frozenset({LENA.email}), ids, ours)


def fates(*records, known=None):
    rows = [Translated(number, record) for number, record in enumerate(records, start=2)]
    return plan(rows, known or Known())


def meeting(record, before=RECORD):
    known = Known()
    known.add(stored(before))
    (fate,) = fates(record, known=known)
    return fate


@given(WEDDINGS)
def test_the_same_again_changes_nothing(wedding):
    record = replace(RECORD, wedding=wedding)

    fate = meeting(record, before=record)

    assert (fate.state, fate.changes, fate.added, fate.link) == ("unchanged", {}, (), "")


@given(WEDDINGS, WEDDINGS)
def test_nothing_is_ever_blanked_and_everything_stated_holds(before, after):
    old = stored(replace(RECORD, wedding=before)).ours.wedding.values

    fate = meeting(replace(RECORD, wedding=after), before=replace(RECORD, wedding=before))

    new = old | fate.changes.get("wedding", {})
    assert {name: new[name] for name in stated(after)} == stated(after)
    assert {
        name for name in old if old[name] not in ("", None) and new[name] in ("", None)
    } == set()


def test_a_stranger_is_created_with_its_id():
    (fate,) = fates(RECORD)

    assert (fate.state, fate.record, fate.link) == ("created", RECORD, "J-1")


def test_an_open_date_is_a_statement():
    fate = meeting(replace(RECORD, wedding=WeddingRecord(None, "open")))

    assert fate.changes == {"wedding": {"date": None, "precision": "open"}}


def test_somebody_new_joins_a_couple_we_know():
    planner = PersonRecord("planner", "Ida", email="ida@example.com")

    fate = meeting(replace(RECORD, people=(LENA, MARC, planner)))

    assert (fate.state, fate.added) == ("updated", (planner,))


def test_a_name_made_of_names_follows_them():
    fate = meeting(replace(RECORD, people=(replace(LENA, given_name="Helena"), MARC)))

    assert fate.changes == {
        "client": {"name": "Helena & Marc"},
        "partner_a": {"given_name": "Helena"},
    }


def test_a_name_somebody_chose_stays_until_the_file_says_another():
    chosen = replace(RECORD, name="The Ortiz-Webers")
    helena = replace(RECORD, people=(replace(LENA, given_name="Helena"), MARC))

    assert "client" not in meeting(helena, before=chosen).changes
    assert meeting(replace(RECORD, name="Team O"), before=chosen).changes == {
        "client": {"name": "Team O"}
    }


def test_an_id_that_is_new_to_us_is_linked():
    fate = meeting(RECORD, before=replace(RECORD, external_id=""))

    assert (fate.state, fate.link) == ("updated", "J-1")


@pytest.mark.parametrize("second", [RECORD, replace(RECORD, external_id="")])
def test_the_second_row_about_a_couple_is_left_out(second):
    _, fate = fates(RECORD, second)

    assert (fate.state, fate.duplicate) == ("skipped", True)
    assert fate.problems == (
        RowProblem("", "Row 2 is the same couple; only the first of the two was taken."),
    )


def test_the_second_row_about_a_couple_we_know_is_left_out_too():
    known = Known()
    known.add(stored(RECORD))

    assert [fate.state for fate in fates(RECORD, RECORD, known=known)] == ["unchanged", "skipped"]


def test_a_doubt_is_a_problem_of_its_row_alone():
    later = replace(RECORD, external_id="", wedding=WeddingRecord(dt.date(2027, 7, 3), "exact"))
    ivy = CoupleRecord(people=(PersonRecord("partner_a", "Ivy", email="ivy@example.com"),))

    assert [fate.state for fate in fates(RECORD, later, ivy)] == ["created", "skipped", "created"]


def test_a_row_that_could_not_be_translated_keeps_its_problems():
    problem = RowProblem("Email", "is not an e-mail address")

    (fate,) = plan([Translated(5, None, (problem,))], Known())

    assert (fate.number, fate.state, fate.problems) == (5, "skipped", (problem,))
