"""Which variant a wedding gets: by a stable hash, so both partners always read the same. Pure."""

from bisect import bisect_right
from collections.abc import Mapping
from hashlib import blake2b
from itertools import accumulate

SPACE = 2**64


def assign(experiment: str, unit: str, weights: Mapping[str, int]) -> str:
    """Pick a variant key for a unit (the wedding). Raises ValueError without any weight.

    The unit's place on the line 0..1 depends on experiment and unit alone, never on chance.
    """
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    keys = sorted(weights)
    ends = list(accumulate(weights[key] for key in keys))
    return keys[bisect_right(ends, place(experiment, unit) * total // SPACE)]


def place(experiment: str, unit: str) -> int:
    """Where a unit stands: 0 to SPACE - 1; whole numbers, so that proportions are exact."""
    return int.from_bytes(blake2b(f"{experiment}:{unit}".encode(), digest_size=8).digest())
