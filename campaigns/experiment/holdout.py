"""Who is left out on purpose, so that what a message changes can be measured. Pure.

A held-out wedding's message is written and trapped, never sent. Only optional messages may be held
out (`messaging.policy.facts.OPTIONAL`): nobody misses a deadline for a statistic.
"""

from campaigns.experiment.assignment import SPACE, place

HELD_OUT = "held"  # stands where a variant's key would


def held_out(experiment: str, unit: str, percent: int) -> bool:
    """Whether a unit (the wedding) is among the share, 0 to 100, that is left out.

    Its place is another than the one that picks its variant, so the held out are a fair sample of
    every variant. A higher percent only adds units. Raises ValueError for an impossible share.
    """
    if not 0 <= percent <= 100:  # noqa: PLR2004 -- a percentage
        raise ValueError("a holdout is 0 to 100 percent")
    return place(f"{experiment}:held", unit) * 100 // SPACE < percent
