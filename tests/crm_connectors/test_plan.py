"""What becomes of a row."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.cautious import Guard, Proposed
from crm_connectors.plan import plan
from crm_connectors.recognise import Known
from crm_connectors.records import PersonRecord, RowProblem, WeddingRecord, stated
from crm_connectors.translate import Translated
from tests.crm_connectors.plans import JUNE, LENA, MARC, RECORD, TODAY, fates, meeting, stored
from wedsync.weddings.calendar import Caution, Limits

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


@given(WEDDINGS)
def test_the_same_again_changes_nothing(wedding):
    record = replace(RECORD, wedding=wedding)

    fate = meeting(record, before=record)

    assert (fate.state, fate.changes, fate.added, fate.link) == ("unchanged", {}, (), "")


@given(WEDDINGS, WEDDINGS)
def test_nothing_is_ever_blanked_and_everything_stated_holds_or_waits(before, after):
    old = stored(replace(RECORD, wedding=before)).ours.wedding.values

    fate = meeting(replace(RECORD, wedding=after), before=replace(RECORD, wedding=before))

    new = old | fate.changes.get("wedding", {})
    if fate.proposed:
        new |= {"date": fate.proposed.day, "precision": fate.proposed.precision}
    assert {name: new[name] for name in stated(after)} == stated(after)
    assert {
        name for name in old if old[name] not in ("", None) and new[name] in ("", None)
    } == set()


def test_a_stranger_is_created_with_its_id():
    (fate,) = fates(RECORD)

    assert (fate.state, fate.record, fate.link) == ("created", RECORD, "J-1")


def test_an_open_date_is_a_statement_that_waits_for_a_person():
    fate = meeting(replace(RECORD, wedding=WeddingRecord(None, "open", guests=90)))

    assert fate.changes == {"wedding": {"guests": 90}}
    assert fate.proposed == Proposed(None, "open", Caution.VAGUE)
    assert fate.problems[0].sentence.startswith("Moves the wedding to an open date")


def test_a_short_move_is_made_by_itself():
    later = JUNE + dt.timedelta(days=7)

    fate = meeting(replace(RECORD, wedding=WeddingRecord(later, "exact")))

    assert fate.changes == {"wedding": {"date": later}}
    assert fate.proposed is None


def test_a_long_move_waits_and_says_so():
    september = dt.date(2027, 9, 4)

    fate = meeting(replace(RECORD, wedding=WeddingRecord(september, "exact")))

    assert (fate.state, fate.changes) == ("unchanged", {})
    assert fate.proposed == Proposed(september, "exact", Caution.FAR)
    assert fate.problems[0].sentence == (
        "Moves the wedding to 4 September 2027, which waits for your yes:"
        " it is more than 14 days from the one we know."
    )


def test_how_far_and_how_close_is_the_vendors_to_say():
    september = replace(RECORD, wedding=WeddingRecord(dt.date(2027, 9, 4), "exact"))

    wide = meeting(september, guard=Guard(TODAY, Limits(far=100, near=0)))
    narrow = meeting(september, guard=Guard(TODAY, Limits(far=100, near=365)))

    assert wide.proposed is None
    assert narrow.problems[0].sentence.endswith("it is as close as 365 days to today.")


def test_a_file_that_only_knows_the_month_waits():
    july = dt.date(2027, 7, 1)

    assert meeting(replace(RECORD, wedding=WeddingRecord(july, "month"))).proposed == Proposed(
        july, "month", Caution.VAGUE
    )


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


def test_a_row_that_could_not_be_translated_keeps_its_problems():
    problem = RowProblem("Email", "is not an e-mail address")

    (fate,) = plan([Translated(5, None, (problem,))], Known(), Guard(TODAY))

    assert (fate.number, fate.state, fate.problems) == (5, "skipped", (problem,))


def test_in_another_town_the_old_position_is_forgotten():
    here = {"venue_city": "Como", "latitude": 45.81, "longitude": 9.08}
    before = replace(RECORD, wedding=replace(RECORD.wedding, **here))
    told = {"venue_city": "Lecco", "latitude": None, "longitude": None}

    moved = meeting(replace(before, wedding=replace(before.wedding, **told)), before)

    assert moved.changes["wedding"] == told


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"latitude": 45.81, "longitude": 9.08}, {"venue_city": "Como"}),
        ({"venue_city": "Como", "latitude": 45.81, "longitude": 9.08}, {"venue_name": "Villa"}),
        ({"venue_city": "Como"}, {"venue_city": "Lecco"}),
    ],
)
def test_a_position_stays_where_no_other_town_is_told(known, told):
    before = replace(RECORD, wedding=replace(RECORD.wedding, **known))

    changed = meeting(replace(RECORD, wedding=replace(RECORD.wedding, **told)), before)

    assert changed.changes["wedding"] == told
