"""When an account rests, and how its pace falls and recovers."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from messaging.breaker import LONGEST, PATIENCE, SLOWEST, after_limit, rest, share

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
shares = st.floats(0, 1)
minutes = st.floats(0, 1000)


def later(some):
    return NOW + dt.timedelta(minutes=some)


def test_a_failure_or_two_is_no_reason_to_rest():
    assert [rest(n) for n in range(PATIENCE)] == [None] * PATIENCE


@given(st.integers(PATIENCE, 10_000))
def test_every_further_failure_rests_at_least_as_long_up_to_a_limit(failures):
    assert rest(failures) <= rest(failures + 1) <= LONGEST


@given(shares, minutes)
def test_a_limit_halves_the_pace_and_never_stops_it(left, since):
    before = share(left, NOW, later(since))

    assert after_limit(left, NOW, later(since)) == max(SLOWEST, before / 2)


@given(shares, minutes, minutes)
def test_the_pace_only_recovers_with_time(left, since, more):
    assert share(left, NOW, later(since)) <= share(left, NOW, later(since + more)) <= 1


def test_ten_minutes_without_a_limit_bring_back_the_whole_pace():
    assert share(SLOWEST, NOW, later(10)) == 1
    assert share(0.5, None, NOW) == 1
