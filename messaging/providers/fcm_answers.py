"""One answer from several devices. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from messaging.providers.protocol import (
    Accepted,
    Answer,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)


@dataclass(frozen=True)
class Sent:
    """What one device's call came to: a name that Firebase gave it, or another answer."""

    registration: str
    name: str = ""
    answer: Answer | None = None


def together(sent: Sequence[Sent]) -> Answer:
    """One device reached is a person reached, unless another call's end is unknown: a repeat is
    invisible where the first arrived, so it costs nothing to be sure."""
    if not sent:
        return Refused("no device is registered", fault="address")
    gone = [one.registration for one in sent if _is_gone(one.answer)]
    answers = [one.answer for one in sent if one.answer]
    if unknown := [answer for answer in answers if isinstance(answer, Unknown)]:
        return unknown[0]
    if names := [one.name for one in sent if one.name]:
        return Accepted(names[:1], gone)
    for kind in (Misconfigured, Deferred):
        if found := [answer for answer in answers if isinstance(answer, kind)]:
            return found[0]
    return _refused([answer for answer in answers if isinstance(answer, Refused)], gone)


def _is_gone(answer: Answer | None) -> bool:
    return isinstance(answer, Refused) and answer.fault == "address"


def _refused(answers: Sequence[Refused], gone: Sequence[str]) -> Refused:
    """A bad message is worse news than a missing device."""
    worst = min(answers, key=lambda answer: answer.fault != "message")
    return Refused(worst.reason, worst.code, worst.fault, gone)
