"""Workers die, the broker forgets everything, answers get lost: everybody hears it exactly once."""

import random
import time

import pytest

from messaging.crash import POINTS
from tests.chaos.house import BEAT, BROKEN, PYTHON, WORKER

pytestmark = pytest.mark.chaos

COUPLES, KILLS, SEED = 2000, 20, 7
SOME, FEW = 600, 100
EVERY_POINT = ",".join(f"{name}:0.05" for name in POINTS)
UNDER_WAY = """
SELECT (SELECT count(*) FROM campaigns_recipient WHERE message_id IS NULL)
     + (SELECT count(*) FROM messaging_message WHERE state NOT IN ('accepted', 'dead'))
"""
DEAD = "SELECT count(*) FROM messaging_message WHERE state = 'dead'"


def test_every_couple_hears_it_exactly_once(house, sandbox):
    chance = random.Random(SEED)
    house.run(PYTHON, "-m", "tests.chaos.stage", str(COUPLES))
    sandbox.faults({"path": "/resend/", "drop": "after", "probability": 0.05, "times": 10})
    for program in (WORKER, WORKER, BEAT):
        house.start(*program)

    mistreat(house, chance)

    assert house.wait_until(UNDER_WAY, seconds=120)
    assert exactly_once(sandbox, COUPLES)
    assert house.kills == KILLS
    assert house.count(DEAD) == 0


def test_dying_at_every_named_point_loses_and_doubles_nothing(house, sandbox):
    house.run(PYTHON, "-m", "tests.chaos.stage", str(SOME))
    for program in (WORKER, WORKER):
        house.start(*program, WEDSYNC_CRASH=EVERY_POINT)

    assert house.wait_until(UNDER_WAY, seconds=120)
    assert exactly_once(sandbox, SOME)
    assert house.deaths() >= 5


def test_the_harness_sees_what_a_broken_worker_does(house, sandbox):
    house.run(PYTHON, "-m", "tests.chaos.stage", str(FEW))
    sandbox.faults({"path": "/resend/", "drop": "after", "times": 3})
    house.start(*BROKEN, CHAOS_MUTANT="silence_is_a_no")

    assert house.wait_until(UNDER_WAY, seconds=90)
    assert not exactly_once(sandbox, FEW)


def exactly_once(sandbox, size):
    heard = sandbox.recipients()
    return len(heard) == size and set(heard.values()) == {1}


def mistreat(house, chance):
    """Kill until KILLS are done, spread over the sending; flush Redis twice on the way."""
    while house.count("SELECT count(*) FROM messaging_handover") == 0:
        time.sleep(0.1)
    flushes = [KILLS // 3, 2 * KILLS // 3]
    while house.kills < KILLS:  # one that is gone before it is hit doesn't count
        house.kill_one(chance, whole=house.kills % 4 == 0)
        if flushes and house.kills >= flushes[0]:
            flushes.pop(0)
            house.forget_everything()
        time.sleep(chance.uniform(0.2, 0.8))
