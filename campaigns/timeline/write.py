"""The parts of a timeline as JSON; what is as usual is left out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from campaigns.timeline.contents import AS_USUAL, Content, OnMove, Tree, Trial
from campaigns.timeline.step import Clock, Fork, Lane, Step, When

Json = dict[str, Any]
HOUR = dt.timedelta(hours=1)


def steps_to_json(steps: Iterable[Step], contents: Mapping[str, Content]) -> list[Json]:
    return [_step(step, contents[step.key]) for step in steps]


def forks_to_json(forks: Iterable[Fork], conditions: Mapping[str, Tree]) -> list[Json]:
    return [_fork(fork, conditions.get(fork.key)) for fork in forks]


def hours_in(length: dt.timedelta) -> int:
    return length // HOUR


def _step(step: Step, content: Content) -> Json:
    told = {
        "key": step.key,
        "when": _when(step.when),
        "purpose": step.purpose.value,
        "role": step.role,
        "channels": list(step.channels),
        "late": step.late.value,
        "grace_hours": hours_in(step.grace),
        "occurrences": step.occurrences,
        "template": str(content.template),
        "why": content.why,
        "window": None if step.window is None else [_time(at) for at in step.window],
        "lane": _lane(step.lane),
        "condition": content.condition,
        "best_hour": step.best_hour or None,
        "trial": _trial(content.trial),
        "on_date_change": "" if content.on_move is OnMove.ASK else content.on_move.value,
    }
    return _known(told)


def _fork(fork: Fork, condition: Tree | None) -> Json:
    told = {
        "key": fork.key,
        "kind": fork.kind.value,
        "when": _when(fork.when),
        "until": None if fork.until is None else _when(fork.until),
        "longest_hours": None if fork.longest is None else hours_in(fork.longest),
        "lane": _lane(fork.lane),
        "condition": condition,
    }
    return _known(told)


def _when(when: When) -> Json:
    offset = {unit: amount for unit, amount in asdict(when.offset).items() if amount}
    number = {"number": when.anchor.number} if when.anchor.number > 1 else {}
    clock = {} if when.clock is Clock.READER else {"clock": when.clock.value}
    at = {} if when.at is None else {"at": _time(when.at)}
    return {"anchor": when.anchor.name, **number, **offset, **at, **clock}


def _trial(trial: Trial) -> Json | None:
    """What is as usual is left out."""
    told = {
        name: value for name, value in asdict(trial).items() if value != getattr(AS_USUAL, name)
    }
    return {name: str(value) if name == "goal" else value for name, value in told.items()} or None


def _lane(lane: Lane | None) -> Json | None:
    return None if lane is None else lane._asdict()


def _time(at: dt.time) -> str:
    return at.strftime("%H:%M")


def _known(told: Json) -> Json:
    return {name: value for name, value in told.items() if value not in (None, "")}
