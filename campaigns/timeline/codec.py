"""A timeline as it is stored and edited: JSON in, JSON out, and back the same."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from campaigns.experiment.goals import Goal
from campaigns.timeline.contents import Content, Contents, OnMove, Trial
from campaigns.timeline.reader import Reader, read_time, refuse
from campaigns.timeline.step import A_DAY, Clock, Fork, Kind, Lane, Late, Step, Timeline, When
from campaigns.timeline.write import forks_to_json, hours_in, steps_to_json
from messaging.policy.facts import Purpose
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Anchor, Offset

UNITS = ("months", "weeks", "days", "working_days", "hours")
WHEN = ("anchor", "number", "at", "clock", *UNITS)
FORK = ("key", "kind", "when", "until", "longest_hours", "lane", "condition")
STEP = (
    *("key", "when", "purpose", "role", "channels", "window", "late", "grace_hours", "lane"),
    *("occurrences", "template", "condition", "why", "on_date_change", "trial", "best_hour"),
)
TRIAL = ("goal", "held", "bandit")
TIMELINE = ("steps", "forks", "gap_hours", "goal")
GAP = 2 * A_DAY
MOST_HELD = 50  # percent


def from_json(definition: Any) -> tuple[Timeline, Contents]:
    """Raises Refusal: a sentence with the path of what is wrong, like "timeline.steps[2].late"."""
    read = Reader(definition, "timeline", TIMELINE)
    forks = [_fork(raw, path) for raw, path in read.listed("forks")]
    steps = [_step(raw, path) for raw, path in read.listed("steps")]
    timeline = Timeline(
        tuple(step for step, _ in steps),
        tuple(fork for fork, _ in forks),
        read.hours("gap_hours", GAP),
    )
    said = {step.key: content for step, content in steps}
    asked = {fork.key: tree for fork, tree in forks if tree is not None}
    return timeline, Contents(said, asked, read.tree("goal"))


def to_json(timeline: Timeline, contents: Contents) -> dict[str, Any]:
    goal = {} if contents.goal is None else {"goal": contents.goal}
    return {
        "steps": steps_to_json(timeline.steps, contents.steps),
        "forks": forks_to_json(timeline.forks, contents.forks),
        "gap_hours": hours_in(timeline.gap),
        **goal,
    }


def _step(raw: Any, path: str) -> tuple[Step, Content]:
    read = Reader(raw, path, STEP)
    content = Content(
        read.id("template"),
        read.tree("condition"),
        read.text("why", "", 500),
        read.choice("on_date_change", OnMove, OnMove.ASK),
        _trial(read),
    )
    step = Step(
        key=read.text("key"),
        when=_from_opening(_when(read.raw.get("when"), f"{path}.when"), read),
        purpose=read.choice("purpose", Purpose, Purpose.HELPFUL),
        role=read.text("role", "primary"),
        channels=_channels(read),
        window=_window(read),
        late=read.choice("late", Late, Late.SKIP),
        grace=read.hours("grace_hours", A_DAY),
        lane=_lane(read),
        conditional=content.condition is not None,
        occurrences=read.whole("occurrences", 1),
        best_hour=read.flag("best_hour"),
    )
    return step, content


def _fork(raw: Any, path: str) -> tuple[Fork, Mapping[str, Any] | None]:
    read = Reader(raw, path, FORK)
    until = read.raw.get("until")
    fork = Fork(
        key=read.text("key"),
        kind=read.choice("kind", Kind),
        when=_when(read.raw.get("when"), f"{path}.when"),
        until=None if until is None else _when(until, f"{path}.until"),
        longest=_longest(read),
        lane=_lane(read),
    )
    return fork, read.tree("condition")


def _longest(read: Reader) -> dt.timedelta | None:
    return read.hours("longest_hours", A_DAY) if read.raw.get("longest_hours") else None


def _when(raw: Any, path: str) -> When:
    read = Reader(raw, path, WHEN)
    try:
        anchor = Anchor(read.text("anchor"), read.whole("number", 1))
        offset = Offset(**{unit: read.whole(unit, 0) for unit in UNITS})
    except ValueError as error:  # too far off, or too many years
        refuse(path, str(error).rstrip("."))
    clock = read.choice("clock", Clock, Clock.READER)
    return When(anchor=anchor, offset=offset, at=read.time("at"), clock=clock)


def _from_opening(when: When, read: Reader) -> When:
    """Where any hour of its window may be the best one, it begins with the first."""
    window = _window(read)
    return replace(when, at=window[0]) if window and read.flag("best_hour") else when


def _lane(read: Reader) -> Lane | None:
    if read.raw.get("lane") is None:
        return None
    lane = Reader(read.raw["lane"], f"{read.path}.lane", ("fork", "arm"))
    return Lane(lane.text("fork"), lane.text("arm"))


def _trial(read: Reader) -> Trial:
    own = Reader(read.raw.get("trial") or {}, f"{read.path}.trial", TRIAL)
    held = own.whole("held", 0)
    if not 0 <= held <= MOST_HELD:
        refuse(f"{own.path}.held", worded("this should be 0 to {most} percent", most=MOST_HELD))
    return Trial(own.choice("goal", Goal, Goal.CLICKED), held, own.flag("bandit"))


def _channels(read: Reader) -> tuple[str, ...]:
    if "channels" not in read.raw:
        return ("email",)
    return tuple(_word(one, path) for one, path in read.listed("channels"))


def _word(raw: Any, path: str) -> str:
    if not isinstance(raw, str):
        refuse(path, worded("this should be a text"))
    return raw


def _window(read: Reader) -> Any:
    if read.raw.get("window") is None:
        return None
    times = [read_time(one, path) for one, path in read.listed("window")]
    if len(times) != 2:  # noqa: PLR2004 -- from and until
        refuse(f"{read.path}.window", worded("this should be two times"))
    return times[0], times[1]
