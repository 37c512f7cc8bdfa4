"""Workers die, the broker forgets everything, answers get lost: everybody hears it exactly once."""

import random
import time

import pytest

from messaging.crash import POINTS
from tests.chaos.house import BEAT, BROKEN, PYTHON, WORKER, House
from wedsync.sandbox.serving import serving

COUPLES, KILLS, SEED = 2000, 20, 7
UNDER_WAY = """
SELECT (SELECT count(*) FROM campaigns_recipient WHERE message_id IS NULL)
     + (SELECT count(*) FROM messaging_message WHERE state NOT IN ('accepted', 'dead'))
"""


FEW = 200
SOME = 500
EVERY_POINT = ",".join(f"{name}:0.04" for name in POINTS)


@pytest.mark.chaos
def test_every_couple_hears_it_exactly_once(tmp_path):
    chance = random.Random(SEED)
    with serving() as sandbox, House(sandbox.url, tmp_path) as house:
        house.run(PYTHON, "-m", "tests.chaos.stage", str(COUPLES))
        sandbox.faults({"path": "/resend/", "drop": "after", "probability": 0.05, "times": 10})
        for program in (WORKER, WORKER, BEAT):
            house.start(*program)

        mistreat(house, chance)

        assert house.wait_until(UNDER_WAY, seconds=120)
        heard = sandbox.recipients()
        assert len(heard) == COUPLES
        assert set(heard.values()) == {1}
        assert house.kills == KILLS
        assert house.count("SELECT count(*) FROM messaging_message WHERE state = 'dead'") == 0


@pytest.mark.chaos
def test_dying_at_every_named_point_loses_and_doubles_nothing(tmp_path):
    crashes = {"WEDSYNC_CRASH": EVERY_POINT}
    with serving() as sandbox, House(sandbox.url, tmp_path) as house:
        house.run(PYTHON, "-m", "tests.chaos.stage", str(SOME))
        for program in (WORKER, WORKER):
            house.start(*program, **crashes)

        assert house.wait_until(UNDER_WAY, seconds=120)
        heard = sandbox.recipients()
        assert len(heard) == SOME
        assert set(heard.values()) == {1}
        assert house.deaths() >= 5


@pytest.mark.chaos
def test_the_harness_sees_what_a_broken_worker_does(tmp_path):
    with serving() as sandbox, House(sandbox.url, tmp_path) as house:
        house.run(PYTHON, "-m", "tests.chaos.stage", str(FEW))
        sandbox.faults({"path": "/resend/", "drop": "after", "times": 3})
        house.start(*BROKEN)

        assert house.wait_until(UNDER_WAY, seconds=90)
        heard = sandbox.recipients()
        assert len(heard) == FEW
        assert max(heard.values()) > 1


def mistreat(house, chance):
    """Kill until KILLS are done, spread over the sending; flush Redis twice on the way."""
    while house.count("SELECT count(*) FROM messaging_handover") == 0:
        time.sleep(0.1)
    for n in range(KILLS):
        house.kill_one(chance)
        if n in {KILLS // 3, 2 * KILLS // 3}:
            house.forget_everything()
        time.sleep(chance.uniform(0.3, 1.5))
