import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.send_time import HOURS, Habit, Ladder, Level, habit_of
from personalization.send_time.ladder import STIFFNESS, bent, usual_week
from tests.personalization.send_time.readers import UTC, Reader, history

WEIGHTS = st.lists(st.tuples(st.integers(0, HOURS - 1), st.integers(0, 500)), max_size=12)


def week(pairs):
    hours = [0.0] * HOURS
    for hour, value in pairs:
        hours[hour] += value / 10
    return tuple(hours)


HABITS = st.builds(lambda acted, waited: Habit(week(acted), week(waited)), WEIGHTS, WEIGHTS)


@given(HABITS, HABITS, st.none() | st.integers(0, 23))
def test_with_no_history_of_their_own_the_answer_is_the_parents(vendor, segment, usual):
    known = Ladder(vendor=vendor, segment=segment, usual=usual)
    parent = usual_week(10 if usual is None else usual)
    parent = bent(parent, segment, STIFFNESS[Level.SEGMENT])

    assert known.shape == bent(parent, vendor, STIFFNESS[Level.VENDOR])
    assert Ladder(segment=segment, usual=usual).shape == parent


@given(HABITS, st.floats(0, 1e-6))
def test_there_is_no_cliff_a_little_history_bends_a_little(habit, little):
    parent = usual_week(10)
    faint = Habit(
        tuple(one * little for one in habit.acted), tuple(one * little for one in habit.waited)
    )

    assert bent(parent, faint, 6.0) == pytest.approx(parent, rel=1e-3)


@given(HABITS, HABITS, HABITS, st.integers(0, 23))
def test_every_hour_keeps_some_worth(person, vendor, segment, usual):
    shape = Ladder(person, vendor, segment, usual).shape

    assert len(shape) == HOURS
    assert all(worth > 0 for worth in shape)


@given(HABITS, st.floats(0.1, 100))
def test_more_of_the_same_bends_further(habit, stiffness):
    parent = usual_week(10)
    lightly, firmly = bent(parent, habit, stiffness * 2), bent(parent, habit, stiffness)

    for usual, less, more in zip(parent, lightly, firmly, strict=True):
        assert abs(more - usual) >= abs(less - usual) - 1e-9


@given(HABITS)
def test_confidence_is_a_share_and_goes_with_the_level_that_is_named(person):
    ladder = Ladder(person)

    assert 0 <= ladder.confidence < 1
    assert (ladder.level is Level.PERSON) == (person.weight >= STIFFNESS[Level.PERSON])
    assert (ladder.level is Level.DEFAULT) == (ladder.confidence == 0)


def test_the_nearest_level_that_has_seen_enough_is_named():
    much = Habit(acted=week([(9, 990)]), waited=week([(9, 990)]))

    assert Ladder(much, much, much).level is Level.PERSON
    assert Ladder(vendor=much, segment=much).level is Level.VENDOR
    assert Ladder(segment=much).level is Level.SEGMENT
    assert Ladder().level is Level.DEFAULT


def test_being_written_to_at_ten_does_not_make_somebody_a_morning_person():
    reader = Reader.at(19)
    told = history(reader, 60, seed=3)
    habit = habit_of(told, UTC, told[-1].since)
    shape = Ladder(habit).shape
    weekday = shape[:24]

    assert max(range(24), key=weekday.__getitem__) in {18, 19, 20}


def test_an_hour_there_is_not_is_refused():
    with pytest.raises(ValueError, match="hours"):
        usual_week(24)
