"""Token buckets as numbers: what holds for every bucket at every instant."""

import math

from hypothesis import given
from hypothesis import strategies as st

from messaging.buckets import Bucket, grant

NOW = 1_700_000_000_000_000
arrivals = st.one_of(st.none(), st.integers(NOW - 10**9, NOW + 10**9))
sizes = st.integers(1, 50)


@st.composite
def pairs(draw):
    burst = draw(sizes)
    keep = draw(st.integers(0, burst // 2))
    interval = draw(st.integers(1, 5_000_000))
    return [
        Bucket("messages", interval, burst, keep=keep),
        Bucket("calls", draw(st.integers(1, 5_000_000)), 5, covers=draw(sizes)),
    ]


@given(pairs(), st.lists(arrivals, min_size=2, max_size=2), sizes)
def test_never_more_than_wanted_nor_than_the_burst_allows(chosen, stood, want):
    granted, _ = grant(chosen, stood, want, NOW)

    assert 0 <= granted.messages <= min(want, chosen[0].burst - chosen[0].keep)


@given(pairs(), st.lists(arrivals, min_size=2, max_size=2), sizes)
def test_all_buckets_pay_or_none_does(chosen, stood, want):
    granted, after = grant(chosen, stood, want, NOW)
    before = [
        max(NOW + one.interval * one.burst if at is None else at, NOW)
        for one, at in zip(chosen, stood, strict=True)
    ]

    paid = [end - start for start, end in zip(before, after, strict=True)]
    called = math.ceil(granted.messages / chosen[1].covers)
    assert paid == [chosen[0].interval * granted.messages, chosen[1].interval * called]


@given(pairs(), st.lists(arrivals, min_size=2, max_size=2), sizes)
def test_after_the_wait_there_is_room(chosen, stood, want):
    granted, after = grant(chosen, stood, want, NOW)
    if granted.messages == 0:
        later = NOW + round(granted.wait * 1_000_000) + 1

        assert grant(chosen, after, want, later)[0].messages >= 1


@given(pairs(), sizes)
def test_what_is_missing_starts_empty(chosen, want):
    assert grant(chosen, [None, None], want, NOW)[0].messages == 0
