import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from personalization.send_time import Habit, Ladder, Lot, Reason, choose, without
from personalization.send_time.choose import SENTENCES
from tests.personalization.send_time.test_ladder import HABITS, week
from wedsync.weddings.calendar import Window, is_protected

UTC = dt.UTC
MONDAY = dt.datetime(2027, 1, 4, tzinfo=UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("UTC", "Europe/Zurich", "America/New_York", "Asia/Kathmandu")]
)
WINDOWS = st.builds(
    lambda start, hours: Window(MONDAY + start * HOUR / 4, MONDAY + (start / 4 + hours) * HOUR),
    st.integers(0, 2000),
    st.integers(0, 90),
)
EVENING = Habit(acted=week([(19, 900)]), waited=week([(hour, 300) for hour in range(24)]))
LOTS = st.builds(Lot, st.floats(0, 1), st.floats(0, 1, exclude_max=True))


def at(*windows, ladder=None, zone=UTC, **also):
    return choose(windows, ladder or Ladder(), ZoneInfo(str(zone)), **also)


@given(WINDOWS, st.lists(WINDOWS, max_size=4), HABITS, ZONES, LOTS)
def test_nothing_is_ever_chosen_outside_the_feasible_windows(window, blocked, habit, zone, lot):
    free = without(window, blocked)
    choice = choose(free, Ladder(habit), zone, lot=lot, held_out=0.1)

    assert (choice is None) == (not free)
    if choice:
        assert is_protected(choice.at, free)
        assert not is_protected(choice.at, blocked)


@given(WINDOWS, HABITS, ZONES, LOTS)
def test_the_same_question_has_the_same_answer(window, habit, zone, lot):
    asked = [choose((window,), Ladder(habit), zone, lot=lot) for _ in range(2)]

    assert asked[0] == asked[1]


def test_without_history_it_is_the_usual_hour_on_the_readers_wall():
    choice = at(Window(MONDAY, MONDAY + DAY), zone="Europe/Zurich")

    assert choice.at == MONDAY + 9 * HOUR
    assert choice.reason is Reason.SYSTEM_HOUR
    assert choice.confidence == 0


def test_a_vendors_own_hour_comes_before_the_systems():
    choice = at(Window(MONDAY, MONDAY + DAY), ladder=Ladder(usual=17))

    assert (choice.at, choice.reason) == (MONDAY + 17 * HOUR, Reason.VENDOR_HOUR)


def test_somebody_who_answers_in_the_evening_is_written_to_in_the_evening():
    choice = at(Window(MONDAY, MONDAY + DAY), ladder=Ladder(person=EVENING))

    assert (choice.at, choice.reason) == (MONDAY + 19 * HOUR, Reason.PERSON)
    assert choice.confidence > 0.9


def test_of_equally_good_days_the_first_is_taken():
    assert at(Window(MONDAY + 12 * HOUR, MONDAY + 5 * DAY)).at == MONDAY + DAY + 10 * HOUR


def test_with_one_hour_left_it_is_that_hour():
    choice = at(Window(MONDAY + HOUR / 2, MONDAY + HOUR))

    assert (choice.at, choice.reason) == (MONDAY + HOUR / 2, Reason.ONLY_WINDOW)


def test_with_no_window_there_is_no_answer():
    assert at() is None


def test_who_is_held_out_gets_the_usual_hour():
    day = Window(MONDAY, MONDAY + DAY)
    choice = at(day, ladder=Ladder(person=EVENING), lot=Lot(0.05), held_out=0.1)

    assert (choice.at, choice.reason) == (MONDAY + 10 * HOUR, Reason.HELD_OUT)


def test_exploring_tries_hours_that_are_nearly_as_good():
    day = Window(MONDAY, MONDAY + DAY)
    tried = {at(day, lot=Lot(0.05, pick / 10)).at.hour for pick in range(10)}

    assert tried == {9, 10, 11}
    assert at(day, lot=Lot(0.05)).reason is Reason.EXPLORING


def test_a_month_is_as_far_as_it_looks():
    assert at(Window(MONDAY, MONDAY + 400 * DAY), ladder=Ladder(usual=3)).at == MONDAY + 3 * HOUR


def test_every_reason_can_be_told_to_a_vendor():
    assert set(SENTENCES) == set(Reason)


def test_blocked_hours_are_cut_out_of_a_window():
    day = Window(MONDAY, MONDAY + DAY)
    night = Window(MONDAY - 3 * HOUR, MONDAY + 8 * HOUR)
    noon = Window(MONDAY + 12 * HOUR, MONDAY + 13 * HOUR)
    late = Window(MONDAY + 21 * HOUR, MONDAY + 32 * HOUR)

    assert without(day, [night, noon, late]) == (
        Window(MONDAY + 8 * HOUR, MONDAY + 12 * HOUR),
        Window(MONDAY + 13 * HOUR, MONDAY + 21 * HOUR),
    )
    assert without(day, [day]) == ()
    assert without(day, []) == (day,)
