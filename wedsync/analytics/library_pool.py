"""How a library template's wordings do at many vendors, so that nobody can tell how at one. Pure.

Shown only where at least K vendors have sent a wording (wedsync/lib/anonymity.py). No vendor
counts for more than MOST messages, so that a big one is neither recognised nor the answer for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from campaigns.experiment.beta import Beta
from wedsync.lib.anonymity import shared

MOST = 200.0  # delivered messages of one vendor


class Wording(NamedTuple):
    """Of a library template: its variant's key, channel and language."""

    key: str
    channel: str
    language: str


@dataclass(frozen=True)
class Tally:
    """Delivered messages, and the people among them who did something or wanted no more."""

    delivered: float
    engaged: float
    stopped: float

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.delivered + other.delivered,
            self.engaged + other.engaged,
            self.stopped + other.stopped,
        )


@dataclass(frozen=True)
class Pool:
    """`tally` with each vendor limited; `vendors`: how many are in it."""

    tally: Tally
    vendors: int

    @property
    def engaged(self) -> tuple[float, float, float]:
        """The share that engaged, and where it lies with 95 percent: all three 0 to 1."""
        none = max(0.0, self.tally.delivered - self.tally.engaged)
        belief = Beta(1 + self.tally.engaged, 1 + none)
        return belief.mean, *belief.interval


def pooled(by_vendor: Iterable[Mapping[Wording, Tally]]) -> dict[Wording, Pool]:
    """One mapping a vendor. What fewer than K have sent is not there at all."""
    sent = (
        {wording: limited(tally) for wording, tally in tallies.items() if tally.delivered > 0}
        for tallies in by_vendor
    )
    return {
        wording: Pool(sum(tallies, Tally(0, 0, 0)), len(tallies))
        for wording, tallies in sorted(shared(sent).items())
    }


def limited(tally: Tally) -> Tally:
    """The same shares, of MOST delivered messages at most."""
    share = min(1.0, MOST / tally.delivered)
    return Tally(tally.delivered * share, tally.engaged * share, tally.stopped * share)
