"""Days somebody works."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import amounts, weeks
from wedsync.weddings.calendar import Offset, WorkingWeek

ONE_DAY = dt.timedelta(days=1)
days_of_2026 = st.dates(dt.date(2025, 12, 15), dt.date(2026, 12, 15))


@given(days_of_2026, amounts.filter(bool), weeks)
def test_working_days_end_on_one_and_count_no_other(day, count, week):
    end = Offset(working_days=count).day_from(day, week)

    step = ONE_DAY if count > 0 else -ONE_DAY
    passed = [day + step * n for n in range(1, abs((end - day).days) + 1)]
    assert passed[-1] == end
    assert week.works_on(end)
    assert sum(week.works_on(each) for each in passed) == abs(count)


@given(days_of_2026, weeks)
def test_no_working_days_stay_where_they_are(day, week):
    assert Offset().day_from(day, week) == day


def test_five_working_days_before_a_new_year_wedding_avoid_the_holidays():
    christmas = WorkingWeek(holidays=frozenset({dt.date(2026, 12, 25), dt.date(2026, 12, 28)}))
    new_year_wedding = dt.date(2027, 1, 2)

    assert Offset(working_days=-5).day_from(new_year_wedding, christmas) == dt.date(2026, 12, 24)


def test_a_vendor_may_work_from_tuesday_to_saturday():
    photographer = WorkingWeek(frozenset({1, 2, 3, 4, 5}))

    assert Offset(working_days=1).day_from(dt.date(2026, 6, 6), photographer) == dt.date(2026, 6, 9)


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7}), frozenset({-1, 2})])
def test_a_week_without_a_real_working_day_is_refused(weekdays):
    with pytest.raises(ValueError, match="A working week needs weekdays"):
        WorkingWeek(weekdays)
