"""So many requests in a second of the clock, per account."""

from hypothesis import given
from hypothesis import strategies as st

from wedsync.sandbox.clock import Clock
from wedsync.sandbox.pace import Pace


@given(st.integers(1, 9), st.lists(st.floats(0, 3), max_size=60))
def test_no_second_lets_more_pass_than_the_limit(limit, moments):
    clock = Clock(lambda: 0.0)
    pace = Pace(clock, limit)
    passed = []

    for clock.offset in sorted(moments):
        if pace.take("me"):
            passed.append(int(clock.offset))

    assert all(passed.count(second) <= limit for second in passed)


def test_the_next_second_starts_afresh():
    clock = Clock(lambda: 0.0)
    pace = Pace(clock, 1)

    taken = [pace.take("me"), pace.take("me")]
    clock.offset = 1

    assert [*taken, pace.take("me")] == [True, False, True]


def test_accounts_do_not_take_from_each_other():
    pace = Pace(Clock(lambda: 0.0), 1)

    assert [pace.take("me"), pace.take("you")] == [True, True]


def test_the_headers_tell_what_is_left():
    pace = Pace(Clock(lambda: 0.0), 5)
    pace.take("me")

    assert pace.headers("me") == {
        "ratelimit-limit": "5",
        "ratelimit-remaining": "4",
        "ratelimit-reset": "1",
    }


def test_switched_off_it_lets_all_pass_and_says_nothing():
    pace = Pace(Clock(lambda: 0.0), 0)

    assert [pace.take("me") for _ in range(100)] == [True] * 100
    assert pace.headers("me") == {}
