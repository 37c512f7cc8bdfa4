"""Dates known exactly, by month or not at all, and the stage they mean."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import (
    days,
    exact_dates,
    month_dates,
    wedding_dates,
)
from wedsync.weddings.calendar import (
    Precision,
    Span,
    Stage,
    WeddingDate,
    days_to_go,
    stage_on,
)

ORDER = list(Stage)
SATURDAY = dt.date(2026, 6, 6)
near = st.integers(-45, 45).map(lambda n: dt.timedelta(days=n))


@given(wedding_dates, days, days, st.integers(0, 400))
def test_a_wedding_never_goes_back_a_stage(when, one, other, upcoming_days):
    earlier = stage_on(min(one, other), when, upcoming_days)
    later = stage_on(max(one, other), when, upcoming_days)

    assert ORDER.index(earlier) <= ORDER.index(later)


@given(exact_dates, near, near)
def test_a_wedding_never_goes_back_a_stage_around_its_days(when, one, other):
    earlier = stage_on(when.day + min(one, other), when)
    later = stage_on(when.day + max(one, other), when)

    assert ORDER.index(earlier) <= ORDER.index(later)


@given(exact_dates, near)
def test_it_is_the_day_from_the_first_to_the_last_and_never_else(when, shift):
    today = when.day + shift

    assert (stage_on(today, when) == Stage.DAY_OF) == (when.first_day <= today <= when.last_day)


@given(month_dates | st.just(WeddingDate.open()), days)
def test_no_day_is_the_day_while_nobody_knows_which(when, today):
    assert stage_on(today, when) != Stage.DAY_OF
    assert days_to_go(today, when) is None
    assert (when.first_day, when.last_day) == (None, None)


@given(exact_dates, near)
def test_days_to_go_run_down_to_the_day_itself(when, shift):
    today = when.day + shift

    assert today + dt.timedelta(days=days_to_go(today, when)) == when.day


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (dt.date(2026, 5, 6), Stage.PLANNING),
        (dt.date(2026, 5, 7), Stage.UPCOMING),
        (dt.date(2026, 6, 5), Stage.UPCOMING),
        (dt.date(2026, 6, 6), Stage.DAY_OF),
        (dt.date(2026, 6, 7), Stage.POST_WEDDING),
    ],
)
def test_the_stages_of_a_wedding_of_one_day(today, stage):
    assert stage_on(today, WeddingDate.on(SATURDAY)) == stage


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (2, Stage.UPCOMING),
        (3, Stage.DAY_OF),
        (5, Stage.DAY_OF),
        (7, Stage.DAY_OF),
        (8, Stage.POST_WEDDING),
    ],
)
def test_a_free_day_between_the_events_is_still_the_wedding(day, stage):
    mehndi, farewell = dt.date(2026, 6, 3), dt.date(2026, 6, 7)
    when = WeddingDate.on(SATURDAY, also=[farewell, mehndi])

    assert stage_on(dt.date(2026, 6, day), when) == stage


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (dt.date(2028, 1, 1), Stage.PLANNING),
        (dt.date(2028, 1, 2), Stage.UPCOMING),
        (dt.date(2028, 2, 1), Stage.UPCOMING),
        (dt.date(2028, 2, 29), Stage.UPCOMING),
        (dt.date(2028, 3, 1), Stage.POST_WEDDING),
    ],
)
def test_a_month_is_upcoming_until_all_of_it_is_over(today, stage):
    assert stage_on(today, WeddingDate.in_month(2028, 2)) == stage


def test_an_open_date_is_planning_however_long_it_takes():
    assert stage_on(dt.date(2099, 1, 1), WeddingDate.open()) == Stage.PLANNING


def test_the_vendor_says_when_upcoming_begins():
    assert stage_on(dt.date(2026, 3, 8), WeddingDate.on(SATURDAY), 90) == Stage.UPCOMING


def test_days_to_go_count_to_the_wedding_day_not_to_the_welcome_party():
    when = WeddingDate.on(SATURDAY, also=[dt.date(2026, 6, 5)])

    assert days_to_go(dt.date(2026, 6, 4), when) == 2


def test_a_date_says_how_exactly_it_is_known():
    exact, month, nothing = WeddingDate.on(SATURDAY), WeddingDate.in_month(2026, 6), WeddingDate()

    assert exact.precision == Precision.EXACT
    assert month.precision == Precision.MONTH
    assert month.span == Span(dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert nothing == WeddingDate.open()
    assert nothing.precision == Precision.OPEN


@pytest.mark.parametrize("year", [226, 1899, 2201])
def test_a_year_that_is_a_slip_of_the_pen_is_refused(year):
    with pytest.raises(ValueError, match=f"No wedding takes place in the year {year}"):
        WeddingDate.on(dt.date(year, 6, 6))


@pytest.mark.parametrize("span", [None, Span(dt.date(2026, 6, 7), dt.date(2026, 6, 8))])
def test_a_wedding_day_belongs_to_the_wedding(span):
    with pytest.raises(ValueError, match="not one of the wedding's own days"):
        WeddingDate(SATURDAY, span)
