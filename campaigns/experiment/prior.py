"""What is believed about an experiment before it says anything: what others like it did. Pure."""

from collections.abc import Sequence
from math import fsum

from campaigns.experiment.posterior import Prior, Tally

MOST = 30.0  # weddings a belief is worth at most, so that a few hundred always overrule it
LEAST = 10.0  # wordings of one message differ less than messages do


def prior_of(own: Tally, others: Sequence[Tally] = ()) -> Prior:
    """From the experiment as a whole and from others of its purpose, each taken as one rate.

    The less the others agree, the less the belief is worth. Nothing to compare with: as much as
    possible, for a vendor's wordings are mostly alike until they show otherwise.
    """
    known = [tally for tally in (own, *others) if tally.of]
    whole = Tally(sum(tally.did for tally in known), sum(tally.of for tally in known))
    mean = (whole.did + 0.5) / (whole.of + 1)
    return Prior(mean, min(MOST, max(LEAST, _strength(known, mean))))


def _strength(known: Sequence[Tally], mean: float) -> float:
    """Of a beta-binomial by the method of moments (Kleinman, JASA 68, 1973).

    The weighted sum of squares of k rates from n weddings is, on average, mean * (1 - mean) *
    ((1 - r) * (k - 1) + r * (n - sum of squares / n)); r, solved from it, is 1 / (1 + strength).
    """
    weddings = sum(tally.of for tally in known)
    if len(known) < 2:  # noqa: PLR2004 -- one rate does not vary
        return MOST
    spread = fsum(tally.of * (tally.did / tally.of - mean) ** 2 for tally in known)
    chance = len(known) - 1
    most = weddings - sum(tally.of**2 for tally in known) / weddings
    alike = (spread / (mean * (1 - mean)) - chance) / (most - chance) if most > chance else 0.0
    return 1 / alike - 1 if alike > 0 else MOST
