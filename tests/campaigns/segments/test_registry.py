"""What can be asked, and how."""

import pytest

from campaigns.segments.lookups import LOOKUPS
from campaigns.segments.operators import OPERATORS
from campaigns.segments.registry import fields


@pytest.mark.parametrize("name", sorted(fields()))
def test_a_field_knows_its_operators_and_each_opposite(name):
    operators = set(fields()[name].kind.operators)

    assert operators <= set(OPERATORS)
    assert {OPERATORS[key].negates for key in operators} - {""} <= operators


def test_every_operator_is_asked_by_some_field():
    asked = {key for field in fields().values() for key in field.kind.operators}

    assert asked == set(OPERATORS)


def test_only_opposites_and_a_fields_own_questions_have_no_lookup():
    own = {"has", "said", "got", "acted"}
    opposites = {key for key, operator in OPERATORS.items() if operator.negates}

    assert set(OPERATORS) - set(LOOKUPS) == own | opposites
