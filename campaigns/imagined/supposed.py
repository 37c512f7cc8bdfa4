"""A message by other rules, in words: whether it would leave, when, and what were in the way."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from campaigns.imagined.what_if import leaves_at, looked_at, what_if
from campaigns.simulation import Rules
from messaging.models import Decision, Message
from messaging.policy.facts import Cap
from messaging.policy.hours import Quiet
from messaging.states import WAITING, State
from messaging.why import Line, objected, spoken
from wedsync.lib.worded import worded

A_WEEK = 7 * 24
MOST_A_WEEK = 50
NEVER_QUIET = Quiet(dt.time(), dt.time(), weekdays=())
QUIET = ("off",)
SATURDAYS = ("free", "closed")
UNSEEN = worded("Nobody has looked at it yet: it is judged when its turn comes.")
TOO_OLD = worded("It was looked at before this could be asked. Its next look will tell.")


@dataclass(frozen=True)
class Supposed:
    """`looked_at` is when the facts were taken, `leaves_at` None where it would not by itself."""

    sentence: str
    lines: tuple[Line, ...] = ()
    looked_at: dt.datetime | None = None
    leaves_at: dt.datetime | None = None


def rules_of(quiet: str, saturdays: str, cap: int | None) -> Rules:
    """`quiet` and `saturdays` as the words above, "" for as they are; `cap`: at most a week."""
    return Rules(
        cap=Cap(cap, A_WEEK) if cap else None,
        quiet=NEVER_QUIET if quiet else None,
        saturday_blanket=saturdays == "closed" if saturdays else None,
    )


def supposed(message: Message, rules: Rules, zone: ZoneInfo) -> Supposed:
    """By the facts of its last decision; nothing is written."""
    decision = message.decisions.order_by("-id").first()
    if decision is None:
        return Supposed(UNSEEN)
    try:
        return _answer(message, decision, rules, zone)
    except (KeyError, TypeError):  # its facts were kept by an older version of the gates
        return Supposed(TOO_OLD)


def _answer(message: Message, decision: Decision, rules: Rules, zone: ZoneInfo) -> Supposed:
    at, then = leaves_at(decision, rules), looked_at(decision)
    lines = objected(what_if(decision, rules).objections, zone)
    waits = State(message.state) in WAITING
    return Supposed(_sentence(at, at == then, waits, zone), lines, then, at)


def _sentence(at: dt.datetime | None, at_once: bool, waits: bool, zone: ZoneInfo) -> str:
    if at is None:
        if waits:
            return worded("It would not leave by itself.")
        return worded("It would not have left by itself.")
    if at_once and waits:
        return worded("It could leave at once.")
    moment = spoken(at, zone)
    if waits:
        return worded("It would leave on {moment}.", moment=moment)
    return worded("It would have left on {moment}.", moment=moment)
