"""What a message changes, beside those who were held out. Pure."""

from dataclasses import dataclass

from campaigns.experiment.posterior import Prior, Standing, Tally, posterior, race
from wedsync.lib.worded import worded

SURE = 0.975  # either way: as an interval of 95 percent that leaves out zero


@dataclass(frozen=True)
class Effect:
    """`sure` when the chance that it helps, or that it harms, is beyond doubt."""

    sure: bool
    sentence: str
    reached: Standing
    held: Standing


def effect(reached: Tally, held: Tally, prior: Prior, did: str) -> Effect | None:
    """None while either group is empty. The message has influenced only what this shows."""
    if not (reached.of and held.of):
        return None
    ours, theirs = race([posterior(reached, prior), posterior(held, prior)])
    figures = worded(
        "{share} of {of} weddings {did}, and {held} of {all} without the message",
        share=_share(reached),
        of=reached.of,
        did=did,
        held=_share(held),
        all=held.of,
    )
    if ours.best >= SURE:
        return Effect(True, worded("The message helps: {figures}.", figures=figures), ours, theirs)
    if theirs.best >= SURE:
        return Effect(True, worded("The message harms: {figures}.", figures=figures), ours, theirs)
    return Effect(False, worded("Not enough data: {figures}.", figures=figures), ours, theirs)


def _share(tally: Tally) -> str:
    return f"{100 * tally.did / tally.of:.0f} %"
