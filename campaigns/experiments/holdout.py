"""Who is held out of something, to measure what it does: by a stable hash of the unit. Pure."""

from hashlib import blake2b

SPACE = 2**64
PERCENT = 100


def held_out(experiment: str, unit: str, percent: int) -> bool:
    """Of whole percents, exact; a higher percentage keeps everybody who was held out before."""
    digest = blake2b(f"holdout:{experiment}:{unit}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) * PERCENT < percent * SPACE
