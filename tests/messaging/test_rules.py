"""Every gate's rule has an owner and a way out."""

import pytest

from messaging.policy.judge import gates
from messaging.rules import NONE, RULES, rule_of
from messaging.why import Line


def test_every_gate_has_its_rule():
    assert set(RULES) == set(gates())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_names_its_owner_and_what_mends_it(rule):
    assert rule.owner.endswith(".")
    assert rule.fix.endswith(".")


def test_only_what_stands_in_the_way_needs_mending():
    assert Line("wait", "Held.", "budget").rule == RULES["budget"]
    assert Line("yes", "Covered.", "budget").rule == NONE
    assert rule_of("full_moon") == NONE
