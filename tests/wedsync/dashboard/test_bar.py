"""The progress bar's segments."""

from hypothesis import given
from hypothesis import strategies as st

from messaging.states import State
from wedsync.analytics.progress import Progress
from wedsync.dashboard.bar import SEGMENTS, Segment, segments

counts = st.dictionaries(st.sampled_from(list(State)), st.integers(0, 10_000))


@given(counts, st.integers(0, 10_000))
def test_segments_stand_side_by_side_inside_the_bar(states, planned):
    found = segments(Progress(planned=planned, states=states))

    ends = [0.0, *(one.start + one.width for one in found)]
    assert all(abs(one.start - end) < 0.01 for one, end in zip(found, ends, strict=False))
    assert ends[-1] <= 100.01


@given(counts)
def test_segments_always_come_in_the_same_order(states):
    found = segments(Progress(states=states))

    assert [one.tone for one in found] == [tone for tone, _ in SEGMENTS]


def test_half_delivered_and_a_quarter_held():
    found = segments(Progress(planned=1, states={State.DELIVERED: 2, State.HELD: 1}))

    assert found[0] == Segment("good", 0.0, 50.0)
    assert found[-1] == Segment("held", 50.0, 25.0)


def test_nobody_fills_nothing():
    assert {one.width for one in segments(Progress())} == {0.0}
