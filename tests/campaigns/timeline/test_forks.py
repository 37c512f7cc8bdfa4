"""Which way it goes."""

import datetime as dt
from dataclasses import replace

import pytest

from campaigns.timeline import Lane, Past, Reason, Stand, Timeline, Way, decide, way_to
from campaigns.timeline.basis import Basis, Exit
from campaigns.timeline.forks import decided_by, expected
from tests.campaigns.timeline.examples import branch, planned, step, utc, wait, wedding, when
from wedsync.weddings.calendar import WeddingDate

DAYS = dt.timedelta(days=1)
START = utc(2027, 5, 20, 13)  # 30 days before the wedding, 09:00 there
OPEN = Basis(WeddingDate.open())


def test_a_branch_is_decided_at_its_moment_and_not_before():
    fork = branch(days=-30)
    assert decide(fork, wedding(), {}, START - DAYS, holds=True) is None
    assert decide(fork, wedding(), {}, START, holds=True) == Exit("yes", START)
    assert decide(fork, wedding(), {}, START + DAYS, holds=False) == Exit("no", START)


def test_a_branch_without_a_date_is_not_decided():
    assert decide(branch(), OPEN, {}, START, holds=True) is None


def test_a_wait_ends_as_soon_as_its_condition_holds():
    fork = wait(days=-30, longest=7 * DAYS)
    assert decide(fork, wedding(), {}, START - DAYS, holds=True) is None
    assert decide(fork, wedding(), {}, START + DAYS, holds=False) is None
    assert decide(fork, wedding(), {}, START + DAYS, holds=True) == Exit("met", START + DAYS)


def test_a_wait_ends_at_the_latest_after_its_longest():
    fork = wait(days=-30, longest=7 * DAYS)
    ended = decide(fork, wedding(), {}, START + 9 * DAYS, holds=True)
    assert ended == Exit("longest", START + 7 * DAYS)


def test_a_wait_ends_at_its_instant_if_that_is_sooner():
    fork = wait(days=-30, until=when(days=-28), longest=7 * DAYS)
    assert decide(fork, wedding(), {}, START + 2 * DAYS, holds=False) == Exit(
        "instant", START + 2 * DAYS
    )


def test_a_wait_that_has_not_begun_ends_nowhere():
    assert decide(wait(longest=DAYS), OPEN, {}, START, holds=True) is None
    assert decided_by(wait(longest=DAYS), OPEN, {}) is None


def inside(arm):
    return Timeline((step(lane=Lane("fork", arm)),), (branch(days=-30),))


@pytest.mark.parametrize(
    ("exits", "way"),
    [
        ({}, Way.UNDECIDED),
        ({"fork": Exit("yes", START)}, Way.OPEN),
        ({"fork": Exit("no", START)}, Way.CLOSED),
    ],
)
def test_a_lane_is_open_when_its_arm_was_taken(exits, way):
    assert way_to(Lane("fork", "yes"), inside("yes"), exits) is way


def test_what_lies_behind_a_closed_lane_is_closed():
    outer = branch("outer", days=-40)
    inner = branch("inner", days=-30)
    nested = Timeline((), (outer, replace(inner, lane=Lane("outer", "yes"))))
    lane, at = Lane("inner", "yes"), START
    assert way_to(lane, nested, {"outer": Exit("no", at)}) is Way.CLOSED
    assert way_to(lane, nested, {}) is Way.UNDECIDED


def test_a_step_behind_an_undecided_fork_may_come_and_says_when():
    follow = step("follow", anchor="exit:fork", days=2, lane=Lane("fork", "yes"))
    line = planned([follow], wedding(), START - 9 * DAYS, forks=[branch(days=-30)])["follow"]
    assert (line.stand, line.reason) == (Stand.CONDITIONAL, Reason.UNDECIDED)
    assert line.due == START + 2 * DAYS


def test_a_step_behind_a_fork_without_a_date_may_come_nobody_knows_when():
    follow = step("follow", anchor="exit:fork", lane=Lane("fork", "yes"))
    line = planned([follow], OPEN, START, forks=[branch()])["follow"]
    assert (line.stand, line.due) == (Stand.CONDITIONAL, None)


def test_the_other_arm_is_not_sent():
    past = Past(exits={"fork": Exit("no", START)})
    steps = [step("yes", lane=Lane("fork", "yes")), step("no", days=3, lane=Lane("fork", "no"))]
    lines = planned(steps, wedding(), START, past, [branch(days=-30)])
    assert (lines["yes"].stand, lines["yes"].reason) == (Stand.SKIPPED, Reason.OTHER_ARM)
    assert lines["no"].stand is Stand.PLANNED


def test_an_exit_that_was_taken_is_what_is_expected():
    taken = {"fork": Exit("no", START)}
    assert expected(inside("yes"), wedding(), taken) == taken
