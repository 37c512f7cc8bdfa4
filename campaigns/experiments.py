"""Which variant a wedding gets: by a stable hash, so both partners always read the same. Pure."""

from collections.abc import Mapping
from hashlib import blake2b

SPACE = 2**64


def assign(experiment: str, unit: str, weights: Mapping[str, int]) -> str:
    """Pick a variant key for a unit (the wedding). Raises ValueError without any weight.

    The unit's place on the line 0..1 depends on experiment and unit alone, never on chance.
    """
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    place = _place(experiment, unit) * total
    for key in sorted(weights):
        place -= weights[key]
        if place < 0:
            return key
    return max(key for key in weights if weights[key])


def _place(experiment: str, unit: str) -> float:
    digest = blake2b(f"{experiment}:{unit}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) / SPACE
