"""What a job of VSCO Workspace says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.translate import House
from crm_connectors.vsco_jobs import Around, told

HOUSE = House("US", "USD")
MODIFIED = "2026-10-01T10:00:00Z"
JOB = {
    "id": "01job",
    "modified": MODIFIED,
    "name": None,
    "stage": "booked",
    "closed": False,
    "jobTypeName": "Wedding",
    "eventDate": "2027-06-12",
    "inquiryDate": "2026-08-01",
    "bookingDate": "2026-10-01",
    "guestCount": 90,
    "leadMaxBudget": 480_000,
    "primarySessionId": "01event",
}
LENA = {"id": "01lena", "kind": "person", "firstName": "Lena", "email": "lena@example.com"}
MARC = {
    "id": "01marc",
    "kind": "person",
    "firstName": "Marc",
    "cellPhone": {"e164": "+15035550100"},
}
POPPY = {"id": "01poppy", "kind": "person", "firstName": "Poppy", "email": "poppy@example.com"}
EVENT = {
    "id": "01event",
    "timezoneName": "Europe/Rome",
    "location": {
        "address": {
            "name": "Villa Cipressi",
            "city": "Varenna",
            "country": "IT",
            "latitude": 46.01,
            "longitude": 9.28,
        }
    },
}


def attends(number, person, *, client=True, **more):
    return {"id": f"01jc{number}", "contactId": person["id"], "client": client, **more}


AROUND = Around(
    people={one["id"]: one for one in (LENA, MARC, POPPY)},
    attends=(attends(2, MARC), attends(1, LENA)),
    events=(EVENT,),
    roles={"r1": "Wedding Planner", "r2": "Mother of the bride", "r3": "Assistant"},
)


def read(around=AROUND, **changes):
    return told({**JOB, **changes}, around, HOUSE)


def people(thing):
    return {person.role: person.given_name for person in thing.record.people}


def test_a_job_in_full():
    thing = read()

    wedding = thing.record.wedding
    assert (thing.external_id, thing.at.isoformat()) == ("01job", "2026-10-01T10:00:00+00:00")
    assert (wedding.date, wedding.life, wedding.guests) == (dt.date(2027, 6, 12), "booked", 90)
    assert (wedding.venue_name, wedding.venue_country) == ("Villa Cipressi", "IT")
    assert (wedding.timezone, wedding.latitude) == ("Europe/Rome", 46.01)
    assert (wedding.budget, wedding.currency) == (480_000, "USD")
    assert (wedding.inquired_on, wedding.booked_on) == (dt.date(2026, 8, 1), dt.date(2026, 10, 1))
    assert thing.problems == ()


def test_the_couple_is_who_was_added_first():
    assert people(read()) == {"partner_a": "Lena", "partner_b": "Marc"}


@pytest.mark.parametrize(
    ("stage", "closed", "life"),
    [
        ("lead", False, "inquiry"),
        ("booked", False, "booked"),
        ("fulfillment", False, "booked"),
        ("completed", False, "completed"),
        ("completed", True, "completed"),
        ("lead", True, "cancelled"),
        ("booked", True, "cancelled"),
    ],
)
def test_stage_and_closed_make_the_life(stage, closed, life):
    assert read(stage=stage, closed=closed).record.wedding.life == life


def test_a_stage_of_tomorrow_makes_nobody_booked():
    thing = read(stage="a stage of tomorrow")

    assert (thing.record.wedding.life, thing.record.wedding.life_if_new) == ("", "inquiry")
    assert len(thing.problems) == 1


def test_a_job_without_a_date_is_open():
    wedding = read(eventDate=None).record.wedding

    assert (wedding.date, wedding.precision) == (None, "open")


def test_the_latest_change_of_anything_counts():
    later = {**LENA, "modified": "2026-10-05T00:00:00Z"}
    around = Around({"01lena": later}, (attends(1, LENA),), (), {})

    assert read(around).at.day == 5


@pytest.mark.parametrize("fields", [{"jobTypeName": "Portrait"}, {"sample": True}])
def test_what_is_no_wedding_is_noted(fields):
    thing = read(**fields)

    assert (thing.record, thing.problems, bool(thing.note)) == (None, (), True)


def test_planner_and_parents_go_by_their_role():
    planner = attends(3, POPPY, client=False, jobRoles=["r1"])
    mother = attends(4, POPPY, client=False, jobRoles=["r2", None])
    helper = attends(5, POPPY, client=False, jobRoles=["r3"])
    again = attends(6, POPPY, client=False, jobRoles=["r1"])
    third = attends(7, POPPY, client=True)
    cast = (attends(1, LENA), attends(2, MARC), planner, mother, helper, again, third)

    around = Around(AROUND.people, cast, (), AROUND.roles)

    assert set(people(read(around))) == {"partner_a", "partner_b", "planner", "parent"}


def test_a_company_and_somebody_unknown_are_nobody():
    company = {"id": "01co", "kind": "company", "name": "Fern Hall"}
    cast = (attends(1, company), attends(2, {"id": "01who"}), attends(3, LENA))
    around = Around({"01co": company, "01lena": LENA}, cast, (), {})

    assert people(read(around)) == {"partner_a": "Lena"}


def test_who_is_anonymized_is_erased():
    gone = {**MARC, "anonymized": True, "firstName": "Anonymized"}
    around = Around({"01lena": LENA, "01marc": gone}, AROUND.attends, (), {})

    (marc,) = [p for p in read(around).record.people if p.role == "partner_b"]
    assert (marc.erased, marc.given_name) == (True, "")


def test_an_address_that_is_none_is_left_out_with_a_word():
    around = Around({"01lena": {**LENA, "email": "none given"}}, (attends(1, LENA),), (), {})

    thing = read(around)

    assert thing.record.person("partner_a").email == ""
    assert [problem.column for problem in thing.problems] == ["email"]


@pytest.mark.parametrize("budget", [None, 0, -5, 10**12, "much"])
def test_a_budget_that_can_not_be_is_none(budget):
    assert read(leadMaxBudget=budget).record.wedding.budget is None


@pytest.mark.parametrize(
    "fields", [{"eventDate": "0000-00-00"}, {"eventDate": 7}, {"modified": "?"}]
)
def test_what_can_not_be_read_is_a_problem_of_this_job(fields):
    thing = read(**fields)

    assert (thing.record, len(thing.problems)) == (None, 1)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(JOB)), ANYTHING))
def test_no_job_is_an_accident(changes):
    thing = read(**changes)

    assert thing.record or thing.problems or thing.note


DINNER = {"id": "01dinner", "typeId": "t1", "startDate": "2027-06-11", "startTime": "18:00:00"}
TYPES = {
    "t1": {"name": "Rehearsal Dinner", "kind": "session"},
    "t2": {"name": "Consultation", "kind": "meeting"},
    "t3": {"name": "Wedding", "kind": "session"},
}


def gathered(*events, **changes):
    around = Around(AROUND.people, AROUND.attends, (EVENT, *events), AROUND.roles, TYPES)
    return [(one.name, one.day, one.hour) for one in read(around, **changes).record.gatherings]


def test_other_events_are_told_with_their_local_hour():
    assert gathered(DINNER) == [("Rehearsal Dinner", dt.date(2027, 6, 11), dt.time(18))]


def test_the_wedding_itself_is_no_event_beside_it():
    itself = {"id": "01twin", "typeId": "t3", "startDate": "2027-06-12"}

    assert gathered() == []
    assert gathered(itself) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"startDate": None},
        {"startDate": "soon"},
        {"confirmed": False},
    ],
)
def test_what_is_not_sure_or_has_no_day_is_left_out(spoilt):
    assert gathered({**DINNER, **spoilt}) == []


def test_an_hour_or_zone_that_can_not_be_read_costs_no_event():
    spoilt = {**DINNER, "startTime": "evening", "timezoneName": "Mars/Olympus", "typeId": "t9"}
    around = Around(AROUND.people, AROUND.attends, (EVENT, {**spoilt, "name": "Dinner"}), {}, TYPES)

    (one,) = read(around).record.gatherings

    assert (one.name, one.hour, one.zone, one.talk) == ("Dinner", None, HOUSE.timezone, False)


def test_a_meeting_is_a_talk():
    around = Around(AROUND.people, AROUND.attends, (EVENT, {**DINNER, "typeId": "t2"}), {}, TYPES)

    assert read(around).record.gatherings[0].talk
