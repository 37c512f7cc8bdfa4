"""What every gate promises, whichever files lie in the folder."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.facts import Facts, Purpose
from messaging.policy.judge import gates, judge
from messaging.policy.verdict import Allow, Wait, join

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
instants = st.integers(-5000, 5000).map(lambda minutes: NOON + dt.timedelta(minutes=minutes))
windows = st.tuples(instants, st.integers(1, 4000)).map(
    lambda pair: (pair[0], pair[0] + dt.timedelta(minutes=pair[1]))
)
facts = st.builds(
    Facts,
    now=instants,
    purpose=st.sampled_from(Purpose),
    channel=st.just("email"),
    address=st.sampled_from(["", "lena@example.com"]),
    consent=st.sampled_from(["", "granted", "revoked"]),
    suppressed=st.sampled_from(["", "bounced"]),
    life=st.sampled_from(["", "booked", "postponed", "cancelled"]),
    protected=st.lists(windows, max_size=3).map(tuple),
    expires_at=st.none() | instants,
    vendor_paused=st.booleans(),
)
every_gate = pytest.mark.parametrize("gate", gates().values(), ids=gates())


@every_gate
@given(given_facts=facts)
def test_a_gate_is_deterministic(gate, given_facts):
    assert gate(given_facts) == gate(given_facts)


@every_gate
@given(given_facts=facts)
def test_a_wait_ends_in_the_future_or_needs_a_person(gate, given_facts):
    verdict = gate(given_facts)

    if isinstance(verdict, Wait) and verdict.until is not None:
        assert verdict.until > given_facts.now


@every_gate
@given(given_facts=facts)
def test_an_emergency_is_never_made_to_wait(gate, given_facts):
    if given_facts.purpose is Purpose.EMERGENCY:
        assert not isinstance(gate(given_facts), Wait)


@every_gate
def test_a_gate_says_in_its_first_line_what_it_does(gate):
    assert gate.__globals__["__doc__"].splitlines()[0].endswith(".")


@given(given_facts=facts)
def test_the_judge_is_at_least_as_strict_as_every_gate(given_facts):
    judged = judge(given_facts).verdict

    for gate in gates().values():
        assert join(judged, gate(given_facts)) == judged


@given(given_facts=facts)
def test_the_judge_keeps_what_every_objecting_gate_said(given_facts):
    objections = dict(judge(given_facts).objections)

    for name, gate in gates().items():
        assert objections.get(name, Allow()) == gate(given_facts)
