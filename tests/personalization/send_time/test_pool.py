"""What many do is pooled so that nobody can tell what one of them does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.send_time import HOURS, UNSEEN, Habit, Ladder, Level, pooled
from personalization.send_time.ladder import usual_week
from personalization.send_time.pool import MOST, limited
from tests.personalization.send_time.test_ladder import HABITS, week
from wedsync.lib.anonymity import K

KEY = ("photographer", "partner_a", "email")
EVENING = Habit(week([(19, 200)]), week([(hour, 10) for hour in range(24)]))
SEEN = HABITS.filter(lambda habit: habit.weight > 0)


def of(*habits):
    return pooled({KEY: habit} for habit in habits)


@given(st.lists(SEEN, max_size=K - 1), st.lists(st.just(UNSEEN), max_size=K))
def test_fewer_than_five_vendors_that_saw_something_are_no_pool(seen, unseen):
    assert of(*seen, *unseen) == {}


@given(st.lists(SEEN, min_size=K, max_size=2 * K))
def test_no_vendor_counts_for_more_than_its_share(habits):
    pool = of(*habits)[KEY]

    assert pool.vendors == len(habits)
    assert pool.habit.weight <= MOST * len(habits) * (1 + 1e-9)
    for big in (max(habits, key=lambda one: one.weight), habits[0]):
        without = pool.habit.weight - limited(big).weight
        assert pool.habit.weight - without <= MOST * (1 + 1e-9)


@given(SEEN)
def test_a_limit_keeps_the_shape(habit):
    fitted = limited(habit)
    share = fitted.weight / habit.weight

    assert fitted.acted == pytest.approx([one * share for one in habit.acted])
    assert fitted.waited == pytest.approx([one * share for one in habit.waited])


@given(st.lists(SEEN, min_size=K, max_size=K + 2), st.randoms(use_true_random=False))
def test_the_order_of_the_vendors_tells_nothing(habits, random):
    mixed = list(habits)
    random.shuffle(mixed)

    one, other = of(*habits)[KEY].habit, of(*mixed)[KEY].habit

    assert one.acted == pytest.approx(other.acted)
    assert one.waited == pytest.approx(other.waited)


def test_keys_are_pooled_apart():
    other = ("venue", "planner", "sms")
    found = pooled([{KEY: EVENING, other: EVENING}] + [{KEY: EVENING}] * (K - 1))

    assert set(found) == {KEY}


def test_without_a_pool_the_ladder_is_the_default_to_the_digit():
    assert Ladder(segment=UNSEEN).shape == usual_week(10)


def test_a_pool_is_named_where_nobody_nearer_has_seen_enough():
    ladder = Ladder(segment=of(*[EVENING] * K)[KEY].habit)

    assert ladder.level is Level.SEGMENT
    assert ladder.shape.index(max(ladder.shape)) % 24 == 19
    assert 0 < ladder.confidence < 1
    assert len(ladder.shape) == HOURS
