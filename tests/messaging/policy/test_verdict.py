"""Laws of the join: gates may run in any order, and one more never loosens the answer."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.verdict import Allow, Block, Wait, join, join_all

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
instants = st.integers(0, 10**6).map(lambda minutes: NOON + dt.timedelta(minutes=minutes))
reasons = st.sampled_from(["a", "b", "c"])
verdicts = st.one_of(
    st.just(Allow()),
    st.builds(Wait, reasons, st.none() | instants),
    st.builds(Block, reasons, st.sampled_from(["suppressed", "cancelled", "expired"])),
)


@given(verdicts, verdicts, verdicts)
def test_join_is_associative(one, two, three):
    assert join(join(one, two), three) == join(one, join(two, three))


@given(verdicts, verdicts)
def test_join_is_commutative(one, two):
    assert join(one, two) == join(two, one)


@given(verdicts)
def test_join_is_idempotent_and_allow_is_its_zero(one):
    assert join(one, one) == one
    assert join(one, Allow()) == one


@given(st.lists(verdicts), verdicts)
def test_one_more_gate_never_loosens_the_answer(some, another):
    before, after = join_all(some), join_all([*some, another])

    assert join(before, after) == after


def test_of_two_waits_the_later_wins_and_for_ever_is_latest():
    soon, late = Wait("soon", NOON), Wait("late", NOON + dt.timedelta(days=1))

    assert join_all([late, soon]) == late
    assert join_all([late, Wait("until somebody says so")]) == Wait("until somebody says so")
