"""The numbers of a progress bar."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.progress import progress

NOON = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)


@given(st.integers(0, 60_000), st.integers(0, 60_000))
def test_a_bar_is_full_only_when_everything_is_done(done, total):
    seen = progress(done, total, NOON, NOON + dt.timedelta(seconds=3))

    assert 0 <= seen.percent <= 100
    assert (seen.percent == 100) == (0 < total <= done)


def test_the_rest_is_judged_by_the_pace_so_far():
    seen = progress(500, 2000, NOON, NOON + dt.timedelta(seconds=2))

    assert (seen.percent, seen.rows_per_second, seen.seconds_left) == (25, 250.0, 6)


def test_before_the_first_rows_nobody_knows():
    assert progress(0, 2000, None, NOON).seconds_left is None
