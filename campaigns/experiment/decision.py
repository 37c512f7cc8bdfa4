"""What may be said about an experiment: one of three words, and a sentence that says why. Pure.

Forty couples are not forty thousand: most leads are noise, and looking often finds one. A lead has
to be near certain, at two looks in a row, before it is called a winner.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.experiment.posterior import Prior, Standing, Tally, posterior, race
from wedsync.lib.worded import worded

SURE = 0.99  # that it is the best
CARE = 0.005  # half a point: what a vendor would not notice
WEDDINGS = 30  # a variant
DAYS = 7  # so that every weekday has had its say


class Word(StrEnum):
    WINNER = "winner"
    EITHER = "either is fine"
    UNKNOWN = "not enough data"


@dataclass(frozen=True)
class Evidence:
    """What each variant did so far, for how many days, and who led `before`: at the last look."""

    tallies: Mapping[str, Tally]
    days: int
    before: str = ""


@dataclass(frozen=True)
class Finding:
    """`leader` would have won, had it led before as well; "" while nobody is that far ahead.

    `standings` are in the order of the tallies; none before it is time to compare.
    """

    word: Word
    sentence: str
    leader: str = ""
    standings: Mapping[str, Standing] | None = None


def decide(evidence: Evidence, prior: Prior, did: str) -> Finding:
    """`did` says what the tallies count: "followed a link"."""
    if short := _too_early(evidence):
        return Finding(Word.UNKNOWN, short)
    tallies = evidence.tallies
    rates = race([posterior(tally, prior) for tally in tallies.values()])
    return _judge(evidence, dict(zip(tallies, rates, strict=True)), did)


def _too_early(evidence: Evidence) -> str:
    if len(evidence.tallies) < 2:  # noqa: PLR2004 -- a comparison
        return worded("Not enough data: there is nothing to compare with.")
    if evidence.days < DAYS:
        return worded(
            "Not enough data: a full week must pass, and this is day {day}.", day=evidence.days + 1
        )
    key, fewest = min(evidence.tallies.items(), key=lambda item: item[1].of)
    if fewest.of < WEDDINGS:
        return worded(
            "Not enough data: each variant needs {most} weddings, and {key} has {of}.",
            most=WEDDINGS,
            key=key,
            of=fewest.of,
        )
    return ""


def _judge(evidence: Evidence, standings: Mapping[str, Standing], did: str) -> Finding:
    best = max(standings, key=lambda key: standings[key].best)
    figures = _rates(evidence.tallies, best, did)
    chance = worded(
        "the chance that it is the best is {percent}", percent=_percent(standings[best].best)
    )
    leader = best if standings[best].best >= SURE and standings[best].loss < CARE else ""
    if leader and leader == evidence.before:
        return Finding(
            Word.WINNER,
            worded("{best} won: {figures}; {chance}.", best=best, figures=figures, chance=chance),
            leader,
            standings,
        )
    if all(standing.loss < CARE for standing in standings.values()):
        fine = worded(
            "Either is fine: {figures}, and whichever you keep costs less than half a point.",
            figures=figures,
        )
        return Finding(Word.EITHER, fine, leader, standings)
    needed = (
        worded("it has won if the next look says the same")
        if leader
        else worded("it takes 99 % to win")
    )
    sentence = worded(
        "Not enough data: {best} leads, {figures}; {chance}, {needed}.",
        best=best,
        figures=figures,
        chance=chance,
        needed=needed,
    )
    return Finding(Word.UNKNOWN, sentence, leader, standings)


def _rates(tallies: Mapping[str, Tally], best: str, did: str) -> str:
    """24 % of 210 weddings against 12 % of 205 with A followed a link"""
    others = [
        worded("{share} of {of} with {variant}", share=_share(tally), of=tally.of, variant=key)
        for key, tally in tallies.items()
        if key != best
    ]
    ahead = tallies[best]
    return worded(
        "{share} of {of} weddings against {others} {did}",
        share=_share(ahead),
        of=ahead.of,
        others=" and ".join(others),
        did=did,
    )


def _share(tally: Tally) -> str:
    return f"{100 * tally.did / tally.of:.0f} %"


def _percent(chance: float) -> str:
    """With a decimal, and never rounded up to what it is not."""
    return f"{int(1000 * chance) / 10:.1f} %"
