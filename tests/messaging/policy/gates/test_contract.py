"""What every gate promises, whichever files lie in the folder.

Drawing facts costs more than judging them, so each draw is shown to all gates.
"""

from dataclasses import replace

import pytest
from hypothesis import given

from messaging.policy.facts import Purpose
from messaging.policy.judge import gates, judge
from messaging.policy.verdict import Allow, Block, Wait, join
from tests.messaging.policy.strategies import facts


@given(facts)
def test_a_gate_is_deterministic(given_facts):
    for name, gate in gates().items():
        assert gate(given_facts) == gate(given_facts), name


@given(facts)
def test_a_wait_ends_in_the_future_or_needs_a_person(given_facts):
    for name, gate in gates().items():
        verdict = gate(given_facts)
        if isinstance(verdict, Wait) and verdict.until is not None:
            assert verdict.until > given_facts.now, name


@given(facts)
def test_when_a_wait_is_over_the_gate_has_no_more_to_say_about_it(given_facts):
    for name, gate in gates().items():
        verdict = gate(given_facts)
        if isinstance(verdict, Wait) and verdict.until is not None:
            then = gate(replace(given_facts, now=verdict.until))
            assert isinstance(then, Allow) or then.reason != verdict.reason, name


@given(facts)
def test_an_emergency_is_never_made_to_wait(given_facts):
    emergency = replace(given_facts, purpose=Purpose.EMERGENCY)

    for name, gate in gates().items():
        assert not isinstance(gate(emergency), Wait), name


@given(facts)
def test_what_the_contract_asks_for_is_dropped_only_for_a_no_or_when_too_late(given_facts):
    dutiful = replace(given_facts, purpose=Purpose.CONTRACTUAL)

    for name, gate in gates().items():
        verdict = gate(dutiful)
        if isinstance(verdict, Block):
            assert dutiful.consent == "revoked" or dutiful.suppressed or verdict.end == "expired"
            assert name in {"consent", "suppression", "expiry"}


@given(facts)
def test_who_is_spared_marketing_s_limits_is_spared_them_whatever_else_is_so(given_facts):
    """What the contract asks for keeps to the limits of a day alone, which drop nothing."""
    for purpose in (Purpose.EMERGENCY, Purpose.CONTRACTUAL):
        spared = replace(given_facts, purpose=purpose)
        for name in ("budget", "peak_season"):
            assert gates()[name](spared) == Allow(), name
    urgent = replace(given_facts, purpose=Purpose.EMERGENCY)
    assert gates()["frequency"](urgent) == Allow()


@given(facts)
def test_a_reason_fits_where_it_is_stored(given_facts):
    for name, gate in gates().items():
        verdict = gate(given_facts)
        if not isinstance(verdict, Allow):
            assert 0 < len(verdict.reason) <= 200, name


@given(facts)
def test_the_judge_is_at_least_as_strict_as_every_gate(given_facts):
    judged = judge(given_facts).verdict

    for name, gate in gates().items():
        assert join(judged, gate(given_facts)) == judged, name


@given(facts)
def test_the_judge_keeps_what_every_objecting_gate_said(given_facts):
    objections = dict(judge(given_facts).objections)

    for name, gate in gates().items():
        assert objections.get(name, Allow()) == gate(given_facts)


@pytest.mark.parametrize("gate", gates().values(), ids=gates())
def test_a_gate_says_in_its_first_line_what_it_does(gate):
    assert gate.__globals__["__doc__"].splitlines()[0].endswith(".")
