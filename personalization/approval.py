"""Who lets copy leave: the template's policy, and what people said about its copy so far. Pure."""

from enum import StrEnum

NEVER_WRITTEN = frozenset({"emergency"})  # a person's own words, or none
ALWAYS_LOOKED_AT = frozenset({"contractual"})
SAMPLE = 3  # approvals of a version until its further copy passes by itself


class Policy(StrEnum):
    OFF = "off"
    EACH = "each"
    SAMPLED = "sampled"
    AUTO = "auto"


class State(StrEnum):
    WANTED = "wanted"
    WRITING = "writing"  # somebody is asking the model
    DRAFTED = "drafted"  # it passed the checks, and waits for a person
    APPROVED = "approved"  # it may leave
    REJECTED = "rejected"  # a person said no
    REFUSED = "refused"  # the checks said no
    FAILED = "failed"  # the model gave nothing


JUDGEABLE = frozenset({State.DRAFTED, State.APPROVED, State.REJECTED})


def is_written(policy: str, purpose: str) -> bool:
    """Whether a model is asked at all."""
    return policy != Policy.OFF and purpose not in NEVER_WRITTEN


def passes(policy: str, purpose: str, *, approved: int, rejected: int) -> bool:
    """Whether copy that the checks let through leaves without a person having read it.

    `approved` and `rejected` are what people said about copy of the same version.
    """
    if not is_written(policy, purpose) or purpose in ALWAYS_LOOKED_AT:
        return False
    if policy == Policy.SAMPLED:
        return approved >= SAMPLE and not rejected
    return policy == Policy.AUTO
