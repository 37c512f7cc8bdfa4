"""Lots that nobody can draw twice: a number from 0 to 99 for a message, by what it is."""

from hashlib import blake2b

SIDES = 100


def lot_of(dedupe_key: str) -> int:
    """The same for what is planned, simulated and sent."""
    return int.from_bytes(blake2b(dedupe_key.encode(), digest_size=8).digest()) % SIDES
