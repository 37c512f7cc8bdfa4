"""What else a couple comes for: a day of the wedding, or a day that messages hang on."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.gatherings import Gathered, Gathering, difference, rows_of

SATURDAY = dt.date(2027, 6, 12)
DAY = dt.timedelta(days=1)
FIVE = dt.time(17)


def told(name, days, hour=None, key="1", **also):
    return Gathering(key, name, SATURDAY + days * DAY, hour, **also)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rehearsal Dinner", "rehearsal"),
        ("Welcome party", "welcome"),
        ("Farewell BRUNCH", "brunch"),
        ("Evening Reception", "reception"),
        ("Second ceremony", "ceremony"),
        ("Boat trip", "other"),
    ],
)
def test_what_lies_around_the_wedding_is_a_day_of_it(name, kind):
    assert rows_of([told(name, -1, FIVE)], SATURDAY) == (("day", kind, "2027-06-11", "17:00:00"),)
    assert rows_of([told(name, 4)], SATURDAY)[0][0] == "day"


def test_what_lies_far_from_it_is_a_milestone_at_its_instant():
    session = told("Engagement Session", -120, dt.time(17, 30), zone="America/Los_Angeles")

    assert rows_of([session], SATURDAY) == (
        ("mark", "engagement_session", "2027-02-12", "2027-02-13T01:30:00+00:00"),
    )


def test_a_talk_is_never_a_day_of_the_wedding():
    found = rows_of([told("Final call", -1, talk=True)], SATURDAY)
    assert found == (("mark", "final_call", "2027-06-11", ""),)


def test_without_a_date_everything_is_a_milestone():
    assert rows_of([told("Rehearsal", 0)], None) == (("mark", "rehearsal", "2027-06-12", ""),)


def test_the_second_of_a_name_is_numbered_and_order_is_time():
    later, sooner = told("Consultation", -30, key="a"), told("Consultation", -60, key="b")

    found = rows_of([later, sooner], SATURDAY)

    assert [(name, day) for _, name, day, _ in found] == [
        ("consultation", "2027-04-13"),
        ("consultation_2", "2027-05-13"),
    ]


@pytest.mark.parametrize("name", ["Booked", "INQUIRY"])
def test_what_we_call_something_else_is_left_out(name):
    assert rows_of([told(name, -60)], SATURDAY) == ()


def test_a_name_without_a_letter_we_know_is_a_session():
    assert rows_of([told("打合せ", -60)], SATURDAY)[0][1] == "session"


def test_beyond_a_hundred_of_a_name_there_is_no_more():
    many = [told("Call", -60, key=str(n), talk=True) for n in range(150)]
    assert len(rows_of(many, SATURDAY)) == 99


def test_only_what_differs_goes_and_comes():
    before = [["day", "brunch", "2027-06-13", ""], ["mark", "consultation", "2027-04-13", ""]]
    after = rows_of([told("Brunch", 1), told("Consultation", -59)], SATURDAY)

    assert difference(before, after) == Gathered(
        gone=(("mark", "consultation", "2027-04-13", ""),),
        come=(("mark", "consultation", "2027-04-14", ""),),
        known=frozenset({"consultation"}),
    )


GATHERINGS = st.lists(
    st.builds(
        Gathering,
        key=st.text(max_size=3),
        name=st.text(max_size=50),
        day=st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)),
        hour=st.none() | st.times(),
        zone=st.sampled_from(["", "Europe/Rome", "America/Los_Angeles"]),
        talk=st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.law
@given(GATHERINGS, st.none() | st.just(SATURDAY))
def test_told_again_nothing_goes_and_nothing_comes(gatherings, wedding):
    rows = rows_of(gatherings, wedding)

    assert not difference([list(row) for row in rows], rows)
    assert not difference(rows, rows_of(reversed(gatherings), wedding)) or len(
        {(g.day, g.key) for g in gatherings}
    ) < len(gatherings)
    assert len({row[1] for row in rows if row[0] == "mark"}) == sum(r[0] == "mark" for r in rows)
