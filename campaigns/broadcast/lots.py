"""The two numbers that decide who is held out of a chosen hour, and who tries another. Pure."""

from hashlib import blake2b

from personalization.send_time import Lot

SPACE = 2**64


def lot(campaign: str, unit: str) -> Lot:
    """By a stable hash: planning twice draws the same, and both partners draw alike."""
    return Lot(_drawn("part", campaign, unit), _drawn("pick", campaign, unit))


def minute(campaign: str, unit: str) -> int:
    """0 to 59: so that an hour's messages don't all leave at its first second."""
    return int(_drawn("minute", campaign, unit) * 60)


def _drawn(what: str, campaign: str, unit: str) -> float:
    digest = blake2b(f"hour:{what}:{campaign}:{unit}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 11) / (SPACE >> 11)
