"""What is wrong with a timeline."""

import datetime as dt

import pytest

from campaigns.timeline import Lane, Timeline, problems
from tests.campaigns.timeline.examples import branch, step, wait, when


def test_a_sound_timeline_has_no_problem():
    forks = (branch(days=-30), wait("wait", longest=dt.timedelta(days=3)))
    steps = (step(lane=Lane("fork", "yes")), step("two", anchor="exit:wait", days=1))
    assert problems(Timeline(steps, forks)) == ()


@pytest.mark.parametrize(
    ("timeline", "sentence"),
    [
        (Timeline(()), "A timeline needs at least one message."),
        (Timeline((step(), step())), "Two things are called 'one'."),
        (
            Timeline(tuple(step(f"s{n}") for n in range(201))),
            "A timeline has at most 200 messages.",
        ),
        (
            Timeline((step(),), (wait("w"),)),
            "The wait 'w' could last for ever: say how long at most.",
        ),
        (Timeline((step(channels=()),)), "The message 'one' has no channel."),
        (Timeline((step(occurrences=51),)), "The message 'one' comes 1 to 50 times."),
        (
            Timeline((step(window=(dt.time(20), dt.time(9))),)),
            "The hours of 'one' end before they begin.",
        ),
        (
            Timeline((step(lane=Lane("fork", "yes")),)),
            "'one' lies behind 'fork: yes', which isn't there.",
        ),
        (
            Timeline((step(lane=Lane("fork", "met")),), (branch(),)),
            "'one' lies behind 'fork: met', which isn't there.",
        ),
        (
            Timeline((step(anchor="exit:fork"),)),
            "'one' hangs on the end of 'fork', which isn't there.",
        ),
        (
            Timeline((step(),), (wait("w", until=when("exit:w")),)),
            "'w' hangs on the end of 'w', which isn't there.",
        ),
    ],
)
def test_a_problem_is_said_plainly(timeline, sentence):
    assert problems(timeline) == (sentence,)
