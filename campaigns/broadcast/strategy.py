"""Over which channel a person hears of a campaign, and when another one is tried. Pure.

A chain goes on only after an end that no later report can take back, so that nobody is told the
same thing twice: what may have arrived, or whose fate nobody knows, is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from messaging.states import State
from wedsync.lib.worded import worded


class Strategy(StrEnum):
    ONE = "one"
    PREFERRED = "preferred"  # each person's own channel
    CHAIN = "chain"  # the next one where the one before definitely failed


class Way(StrEnum):
    """Why it is this channel; what a vendor reads stands in SENTENCES."""

    ONLY = "WAY_ONLY"
    ANSWERED = "WAY_ANSWERED"
    ALLOWED = "WAY_ALLOWED"
    ORDER = "WAY_ORDER"
    FALLBACK = "WAY_FALLBACK"
    NOWHERE = "WAY_NOWHERE"


SENTENCES: Mapping[Way, str] = {
    Way.ONLY: worded("the channel of this campaign"),
    Way.ANSWERED: worded("they answered on it lately"),
    Way.ALLOWED: worded("they said yes to hearing from you there"),
    Way.ORDER: worded("the first in your order that reaches them"),
    Way.FALLBACK: worded("the channel before it could not reach them"),
    Way.NOWHERE: worded("no channel reaches them yet: it waits for an address"),
}
ENDED = frozenset({State.BOUNCED, State.FAILED, State.SUPPRESSED, State.EXPIRED})


@dataclass(frozen=True)
class Reach:
    """What is known of a person on one channel; `consent` as in messaging's facts."""

    address: bool
    consent: str = ""
    suppressed: bool = False

    def open_to(self, *, needs_yes: bool) -> bool:
        if not self.address or self.suppressed or self.consent == "revoked":
            return False
        return self.consent == "granted" or not needs_yes


NOWHERE = Reach(address=False)


@dataclass(frozen=True)
class Pick:
    """`step` is the place of `channel` in the vendor's order."""

    channel: str
    step: int
    why: Way


def preferred(
    order: Sequence[str],
    reach: Mapping[str, Reach],
    answered: str = "",
    *,
    needs_yes: bool = False,
) -> Pick:
    """What they answered on, else where they said yes, else the vendor's order.

    `answered` is the channel on which they did most lately, "" for none; `needs_yes` is so for
    marketing. Where nothing reaches them it is the vendor's first, which waits for an address.
    """
    open_ = [one for one in order if reach.get(one, NOWHERE).open_to(needs_yes=needs_yes)]
    if not open_:
        return _first_with_an_address(order, reach)
    if answered in open_:
        return Pick(answered, order.index(answered), Way.ANSWERED)
    if said_yes := [one for one in open_ if reach[one].consent == "granted"]:
        return Pick(said_yes[0], order.index(said_yes[0]), Way.ALLOWED)
    return Pick(open_[0], order.index(open_[0]), Way.ORDER)


def chained(order: Sequence[str], reach: Mapping[str, Reach], step: int = 0) -> Pick | None:
    """The first channel from `step` on with an address; None: the chain has come to its end.

    Where none has one from the start, the first of all waits for it.
    """
    for place in range(step, len(order)):
        if reach.get(order[place], NOWHERE).address:
            return Pick(order[place], place, Way.FALLBACK if place else Way.ORDER)
    return None if step else Pick(order[0], 0, Way.NOWHERE)


def _first_with_an_address(order: Sequence[str], reach: Mapping[str, Reach]) -> Pick:
    """Closed for another reason than the address: the gates say which."""
    for place, channel in enumerate(order):
        if reach.get(channel, NOWHERE).address:
            return Pick(channel, place, Way.ORDER)
    return Pick(order[0], 0, Way.NOWHERE)
