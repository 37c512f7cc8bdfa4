"""Whatever happens, in whatever order: nobody hears it twice unless the ledger says so."""

from functools import partial

import hypothesis
import pytest
from hypothesis.stateful import run_state_machine_as_test

from messaging import crash
from messaging.route import providers
from tests.messaging.machine.mutants import EASY, MUTANTS
from tests.messaging.machine.outside import Outside, Scripted
from tests.messaging.machine.rules import Machine
from tests.messaging.machine.stage import set_stage

pytestmark = pytest.mark.django_db

QUICK = hypothesis.settings.default.max_examples < 1000
EXAMPLES, STEPS = (25, 20) if QUICK else (3000, 40)
BY_CHANCE = EASY if QUICK else list(MUTANTS)


@pytest.fixture
def machine(monkeypatch):
    """Makes machines that all play on one stage."""
    world = Outside()
    for key, keyed in (("keyed", True), ("keyless", False)):
        monkeypatch.setitem(providers(), key, Scripted(key, world, keyed=keyed))
    monkeypatch.setattr(crash, "point", world.point)
    return partial(Machine, set_stage(), world)


def run(machine, **also):
    chosen = {"max_examples": EXAMPLES, "stateful_step_count": STEPS, "deadline": None, **also}
    unchecked = list(hypothesis.HealthCheck)
    run_state_machine_as_test(
        machine, settings=hypothesis.settings(suppress_health_check=unchecked, **chosen)
    )


def test_every_law_holds_after_every_step(machine):
    seen = set()

    def remembered():
        one = machine()
        one.past.seen = seen
        return one

    run(remembered)

    assert {("claimed", "sending"), ("sending", "accepted"), ("sending", "unknown")} <= seen


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_house_that_works_keeps_every_law_in_the_stories_of_the_mutants(machine, mutant):
    machine().play(*MUTANTS[mutant])


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_breaks_a_law_in_its_story(machine, mutant, monkeypatch):
    mutant(monkeypatch)

    with pytest.raises(AssertionError):
        machine().play(*MUTANTS[mutant])


@pytest.mark.parametrize("mutant", BY_CHANCE)
def test_chance_finds_a_mutant_too(machine, mutant, monkeypatch):
    mutant(monkeypatch)

    with pytest.raises(AssertionError):
        run(machine, phases=[hypothesis.Phase.generate], database=None, max_examples=EXAMPLES * 4)
