"""A message's life in the order it happened: our moves and what was heard of it. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from messaging.states import State
from wedsync.dashboard.looks import look
from wedsync.lib.worded import worded


class Moved(Protocol):
    target: str
    reason: str
    actor: str
    at: dt.datetime


class Heard(Protocol):
    kind: str
    source: str
    at: dt.datetime


@dataclass(frozen=True)
class Moment:
    """`tone` is the mark's class; `detail` says why or from whom, or nothing."""

    at: dt.datetime
    word: str
    tone: str
    detail: str = ""


def story(created: dt.datetime, moves: Iterable[Moved], events: Iterable[Heard]) -> list[Moment]:
    """Oldest first. What a provider reports at its own hour stands for the move it caused."""
    heard = list(events)
    reported = {event.kind for event in heard}
    moments = [Moment(created, worded("Written down"), "")]
    moments += [_moved(move) for move in moves if move.target not in reported]
    moments += [_heard(event) for event in heard]
    return sorted(moments, key=lambda moment: moment.at)


def _moved(move: Moved) -> Moment:
    seen = look("message", move.target)
    return Moment(move.at, seen.word, seen.tone, move.reason)


def _heard(event: Heard) -> Moment:
    kind = "message" if event.kind in {*State} else "event"
    seen = look(kind, event.kind)
    told = (
        ""
        if event.source == "link"
        else worded("reported by {source}", source=event.source.capitalize())
    )
    return Moment(event.at, seen.word, seen.tone, told)
