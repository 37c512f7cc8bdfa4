import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from personalization.send_time import Habit, Signal, habit_of, hour_of_week, together
from personalization.send_time.week import NOTHING, smoothed

UTC, ZURICH = ZoneInfo("UTC"), ZoneInfo("Europe/Zurich")
MONDAY = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_hours_are_counted_on_the_readers_own_wall():
    assert hour_of_week(MONDAY, UTC) == 0
    assert hour_of_week(MONDAY, ZURICH) == 1
    assert hour_of_week(MONDAY - HOUR, UTC) == 167


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        hour_of_week(MONDAY.replace(tzinfo=None), UTC)


def test_an_answer_counts_at_the_hour_it_was_given_not_at_the_hour_we_wrote():
    habit = habit_of([Signal(MONDAY + 9 * HOUR, MONDAY + 19 * HOUR, "clicked")], UTC, MONDAY)

    assert [hour for hour, weight in enumerate(habit.acted) if weight] == [19]


def test_hours_in_which_a_message_waited_are_counted_in_parts():
    now = MONDAY + 30 * HOUR
    habit = habit_of([Signal(MONDAY + 9.5 * HOUR, MONDAY + 11.25 * HOUR, "replied")], UTC, now)

    assert habit.waited[9] == pytest.approx(0.5, rel=0.02)
    assert habit.waited[10] == pytest.approx(1.0, rel=0.02)
    assert habit.waited[11] == pytest.approx(0.25, rel=0.02)
    assert sum(map(bool, habit.waited)) == 3


def test_what_was_never_answered_waits_for_two_days_at_most():
    habit = habit_of([Signal(MONDAY)], UTC, MONDAY + 2000 * HOUR)

    assert sum(map(bool, habit.waited)) == 48
    assert habit.acted == NOTHING
    assert habit.weight == 0


def test_nothing_has_waited_yet_of_what_arrives_now():
    assert habit_of([Signal(MONDAY)], UTC, MONDAY) == Habit()


def test_a_reply_tells_more_than_a_click_and_a_click_more_than_a_look():
    def weight(kind):
        return habit_of([Signal(MONDAY, MONDAY + HOUR, kind)], UTC, MONDAY + HOUR).weight

    assert weight("replied") > weight("clicked") > weight("read") > 0


def test_after_sixty_days_it_counts_half():
    told = [Signal(MONDAY, MONDAY + HOUR, "clicked")]
    fresh = habit_of(told, UTC, MONDAY + HOUR)
    old = habit_of(told, UTC, MONDAY + HOUR + dt.timedelta(days=60))

    assert old.weight == pytest.approx(fresh.weight / 2)


def test_opens_are_no_signal():
    with pytest.raises(KeyError):
        habit_of([Signal(MONDAY, MONDAY, "opened")], UTC, MONDAY)


def test_habits_of_many_add_up():
    one = habit_of([Signal(MONDAY, MONDAY + HOUR, "clicked")], UTC, MONDAY + HOUR)

    assert together([one, one]).weight == 2 * one.weight
    assert together([]) == Habit()


def test_a_weekday_tells_about_weekdays_and_nothing_about_saturdays():
    monday_at_nine = [0.0] * 168
    monday_at_nine[9] = 1.0
    week = smoothed(monday_at_nine)

    assert week[9] > week[24 + 9] > 0
    assert week[24 + 9] == pytest.approx(week[9] / 2)
    assert week[5 * 24 + 9] == week[6 * 24 + 9] == 0
    assert week[9] > week[10] > week[13] > week[14] == 0


def test_a_sunday_tells_about_sundays_only():
    sunday_at_midnight = [0.0] * 168
    sunday_at_midnight[167] = 1.0
    week = smoothed(sunday_at_midnight)

    assert sum(week) == pytest.approx(1)
    assert week[167] > week[0] > 0
    assert week[5 * 24 + 23] == 0
