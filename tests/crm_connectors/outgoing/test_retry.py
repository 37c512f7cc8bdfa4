"""When a delivery is tried again."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.outgoing.retry import LONGEST, WAITS, wait_after

ATTEMPTS = st.integers(1, len(WAITS))
HOUR = dt.timedelta(hours=1)


def test_the_first_wait_is_seconds_the_last_a_day():
    assert dt.timedelta(seconds=5) <= wait_after(1, "a") <= dt.timedelta(seconds=5.5)
    assert dt.timedelta(hours=24) <= wait_after(9, "a") <= dt.timedelta(hours=26.4)


def test_after_ten_attempts_it_is_given_up():
    assert wait_after(len(WAITS) + 1, "a") is None


def test_all_attempts_together_span_three_days():
    assert dt.timedelta(days=3) < sum(WAITS, dt.timedelta()) < dt.timedelta(days=4)


@pytest.mark.law
@given(ATTEMPTS, st.text(max_size=20))
def test_a_wait_is_the_same_each_time_and_never_shorter_than_the_schedule(attempts, seed):
    wait = wait_after(attempts, seed)

    assert wait == wait_after(attempts, seed)
    assert WAITS[attempts - 1] <= wait <= WAITS[attempts - 1] * 1.1


@pytest.mark.law
@given(ATTEMPTS, st.text(max_size=20), st.timedeltas(dt.timedelta(0), dt.timedelta(days=400)))
def test_who_asks_for_time_gets_it_up_to_a_day(attempts, seed, asked):
    wait = wait_after(attempts, seed, asked)

    assert wait >= min(asked, LONGEST)
    assert wait <= max(LONGEST, wait_after(attempts, seed))


def test_two_deliveries_do_not_come_back_together():
    assert len({wait_after(3, str(n)) for n in range(100)}) == 100
