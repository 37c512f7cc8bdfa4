"""What an experiment tells about each wording, for the score of whatever is said with it. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from campaigns.experiment.posterior import Prior, Tally, posterior, race

WHOLE = 1000  # thousandths


class Tried(NamedTuple):
    """A wording that somebody was sent; `digest` names its words."""

    key: str
    channel: str
    language: str
    digest: str


def said_one_thing(tried: Iterable[Tried]) -> bool:
    """Whether each key said the same all the time, on each channel and in each language."""
    every = set(tried)
    return len({one[:3] for one in every}) == len(every)


def evidence(tallies: Mapping[str, Tally], prior: Prior) -> dict[str, int]:
    """By variant, in thousandths: how likely it is the best of them.

    {} where there is no choice, or nobody was tried yet.
    """
    if len(tallies) < 2 or not any(tally.of for tally in tallies.values()):  # noqa: PLR2004 -- a choice
        return {}
    standings = race([posterior(tally, prior) for tally in tallies.values()])
    return {
        key: min(WHOLE, max(0, round(WHOLE * standing.best)))
        for key, standing in zip(tallies, standings, strict=True)
    }
