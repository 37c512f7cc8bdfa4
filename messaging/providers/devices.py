"""One answer from several devices, or from several accounts that reach them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messaging.providers.protocol import (
    Accepted,
    Answer,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)

NOBODY = Refused("no device is registered", fault="address")


@dataclass(frozen=True)
class Sent:
    """What one device's call came to: a name that its service gave it, or another answer."""

    registration: str
    name: str = ""
    answer: Answer | None = None


def together(sent: Sequence[Sent]) -> Answer:
    """Of the devices that one account reaches."""
    return merged([_told(one) for one in sent])


def merged(answers: Sequence[Answer]) -> Answer:
    """One device reached is a person reached, unless another call's end is unknown: a repeat is
    invisible where the first arrived, so it costs nothing to be sure."""
    if unknown := [one for one in answers if isinstance(one, Unknown)]:
        return unknown[0]
    gone = [name for one in answers if isinstance(one, Accepted | Refused) for name in one.gone]
    if accepted := [one for one in answers if isinstance(one, Accepted)]:
        return Accepted(accepted[0].ids[:1], gone)
    for kind in (Misconfigured, Deferred):
        if found := [one for one in answers if isinstance(one, kind)]:
            return found[0]
    return _refused([one for one in answers if isinstance(one, Refused)] or [NOBODY], gone)


def _told(one: Sent) -> Answer:
    if isinstance(one.answer, Refused) and one.answer.fault == "address":
        return replace(one.answer, gone=[one.registration])
    return Accepted([one.name]) if one.answer is None else one.answer


def _refused(answers: Sequence[Refused], gone: Sequence[str]) -> Refused:
    """A bad message is worse news than a missing device."""
    worst = min(answers, key=lambda answer: answer.fault != "message")
    return replace(worst, gone=gone) if gone else worst
