"""The way out of protected hours."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.weddings.calendar_strategies import instants_near, wedding_windows
from wedsync.weddings.calendar import (
    Window,
    is_protected,
    last_free,
    merged,
    next_free,
    protected_window,
)

KOLKATA, NEW_YORK = ZoneInfo("Asia/Kolkata"), ZoneInfo("America/New_York")


@given(wedding_windows(), st.data())
def test_merging_protects_the_same_instants(windows, data):
    instant = data.draw(instants_near(windows))

    assert is_protected(instant, merged(windows)) == is_protected(instant, windows)


@given(wedding_windows(), st.randoms(use_true_random=False))
def test_merging_leaves_free_time_between_any_two_and_knows_no_order(windows, random):
    shuffled = random.sample(windows, len(windows))
    result = merged(windows)

    assert all(one.end < two.start for one, two in pairwise(result))
    assert merged(shuffled) == merged(result) == result


@given(wedding_windows(), st.data())
def test_the_next_free_instant_is_free_and_nothing_earlier_is(windows, data):
    instant = data.draw(instants_near(windows))

    free = next_free(instant, windows)

    assert not is_protected(free, windows)
    assert next_free(free, windows) == free
    assert free == instant or merged([*windows, Window(instant, free)]) == merged(windows)


@given(wedding_windows(), st.data())
def test_the_last_free_instant_is_free_and_nothing_later_is(windows, data):
    instant = data.draw(instants_near(windows))

    free = last_free(instant, windows)

    opened = free + dt.datetime.resolution
    assert not is_protected(free, windows)
    assert last_free(free, windows) == free
    assert free == instant or is_protected(opened, windows)
    assert free == instant or merged([*windows, Window(opened, instant)]) == merged(windows)


def test_a_window_opens_at_its_start_and_is_over_at_its_end():
    start, end = window = protected_window(dt.date(2026, 6, 6), KOLKATA)

    assert is_protected(start, [window])
    assert not is_protected(end, [window])
    assert next_free(start, [window]) == end
    assert last_free(start, [window]) == start - dt.timedelta(microseconds=1)


def test_windows_that_touch_leave_no_gap_to_slip_through():
    friday, saturday = (protected_window(dt.date(2026, 6, day), NEW_YORK) for day in (5, 6))

    assert next_free(friday.start, [saturday, friday]) == saturday.end


def test_a_short_day_within_a_padded_one_takes_nothing_away():
    day = dt.date(2026, 6, 6)
    plain, padded = protected_window(day, KOLKATA), protected_window(day, KOLKATA, 12, 12)

    assert merged([plain, padded]) == (padded,)


def test_an_empty_window_is_none():
    noon = dt.datetime(2026, 6, 6, 12, tzinfo=dt.UTC)

    assert merged([Window(noon, noon)]) == ()


def test_without_windows_every_instant_is_free():
    noon = dt.datetime(2026, 6, 6, 12, tzinfo=KOLKATA)

    assert next_free(noon, []) == last_free(noon, []) == noon
