"""Whom a step is said to."""

import pytest

from campaigns.timelines.addressed import addressed
from messaging.policy.facts import Purpose
from wedsync.weddings.models import Person

LENA, MARC, PAT, DANA, MUM = (
    Person(role=role) for role in ("partner_a", "partner_b", "planner", "day_of", "parent")
)
ALL = [LENA, MARC, PAT, DANA, MUM]


def reached(role, people=ALL, purpose=Purpose.HELPFUL, *, on_the_day=False):
    return addressed(role, people, purpose, on_the_day=on_the_day)


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("primary", [LENA]),
        ("other", [MARC]),
        ("couple", [LENA, MARC]),
        ("planner", [PAT]),
        ("day_of", [DANA]),
        ("parent", [MUM]),
        ("best_man", []),
    ],
)
def test_a_role_is_everybody_who_has_it(role, who):
    assert reached(role) == who


def test_on_the_day_whoever_runs_it_is_called():
    assert reached("couple", on_the_day=True) == [DANA]
    assert reached("couple", [LENA, PAT], on_the_day=True) == [PAT]


def test_on_the_day_nobody_calls_the_couple_but_for_its_safety():
    assert reached("couple", [LENA, MARC], on_the_day=True) == []
    storm = reached("couple", [LENA, MARC], Purpose.EMERGENCY, on_the_day=True)
    assert storm == [LENA, MARC]
