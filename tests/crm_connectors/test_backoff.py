"""How long another system is left alone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.backoff import LONGEST, MOST, asked_for, pause, rest

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


@given(st.integers(0, 50), st.floats(0, 0.999))
def test_a_pause_is_never_nothing_and_never_long(attempt, dice):
    assert 0 < pause(attempt, dice) <= MOST


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("Mon, 01 Mar 2027 12:01:00 GMT", 60.0),
        ("Mon, 01 Mar 2027 12:01:00", 60.0),
        ("Mon, 01 Mar 2027 11:00:00 GMT", 0.0),
        ("999999999999", LONGEST),
        ("", None),
        ("soon", None),
        ("-3", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header, seconds):
    assert asked_for(header, NOW) == seconds


def test_a_run_rests_longer_each_time():
    rests = [rest(attempt) for attempt in range(8)]

    assert rests == sorted(rests)
    assert rests[0] < rests[-1]
