"""How wordings compete, and at whose hour a step goes: read, written, and refused in words."""

import datetime as dt

import pytest

from campaigns.experiment.goals import Goal
from campaigns.timeline.check import problems
from campaigns.timeline.codec import from_json, to_json
from campaigns.timeline.contents import AS_USUAL, Trial
from campaigns.timeline.moment import open_until
from tests.campaigns.timeline.examples import utc, wedding
from wedsync.lib.refusal import Refusal

ONE = {"key": "one", "template": "0" * 32, "when": {"anchor": "wedding_day", "days": -7}}
NINE_TO_FIVE = {"window": ["09:00", "17:00"]}


def read(**said):
    timeline, contents = from_json({"steps": [{**ONE, **said}]})
    return timeline, contents


@pytest.mark.parametrize(
    ("said", "trial"),
    [({}, AS_USUAL), ({"held": 10}, Trial(held=10)),
     ({"goal": "contract", "bandit": True}, Trial(Goal.CONTRACT, bandit=True))],
)  # fmt: skip
def test_a_trial_comes_back_as_it_was(said, trial):
    timeline, contents = read(trial=said)
    assert contents.steps["one"].trial == trial
    [step] = to_json(timeline, contents)["steps"]
    assert step.get("trial", {}) == said


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"held": 60}, "steps\\[0\\].trial.held: this should be 0 to 50 percent"),
     ({"bandit": "yes"}, "trial.bandit: this should be true or false"),
     ({"goal": "fame"}, "trial.goal: this should be one of")],
)  # fmt: skip
def test_what_is_wrong_is_named(said, sentence):
    with pytest.raises(Refusal, match=sentence):
        read(trial=said)


def test_a_best_hour_begins_with_its_window_and_needs_one():
    timeline, contents = read(best_hour=True, **NINE_TO_FIVE)
    assert timeline.steps[0].when.at == dt.time(9)
    assert problems(timeline) == ()
    assert from_json(to_json(timeline, contents)) == (timeline, contents)
    [sentence] = problems(read(best_hour=True)[0])
    assert "between which hours" in sentence


def test_a_window_is_open_until_it_closes():
    noon = utc(2027, 6, 12, 16)  # in New York
    assert open_until(noon, read(**NINE_TO_FIVE)[0].steps[0], wedding()) == utc(2027, 6, 12, 21)
    for closed in (read()[0].steps[0], read(window=["18:00", "20:00"])[0].steps[0]):
        assert open_until(noon, closed, wedding()) == noon
