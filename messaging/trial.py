"""The key of a message one sends to oneself: as whose it is written, or what carries it. Pure."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

PREFIX = "test"
THROUGH = "through"


@dataclass(frozen=True)
class As:
    """Written as for this person of that wedding, on a local day of its venue."""

    person: UUID
    wedding: UUID
    day: dt.date


def key_of(unique: UUID, meant: As | None = None) -> str:
    if meant is None:
        return f"{PREFIX}:{unique}"
    return f"{PREFIX}:{unique}:{meant.person}:{meant.wedding}:{meant.day.isoformat()}"


def meant_by(key: str) -> As | None:
    """None for every other message, and for a test that is written as for oneself."""
    prefix, *parts = key.split(":")
    if prefix != PREFIX or len(parts) != 4:  # noqa: PLR2004 -- as `key_of` writes them
        return None
    _, person, wedding, day = parts
    return As(UUID(person), UUID(wedding), dt.date.fromisoformat(day))


def key_through(unique: UUID, account: UUID) -> str:
    """Of a test of that account, which no other may carry."""
    return f"{PREFIX}:{unique}:{THROUGH}:{account}"


def carried_by(key: str) -> UUID | None:
    """None for whatever any account may carry."""
    prefix, *parts = key.split(":")
    if prefix != PREFIX or len(parts) != 3 or parts[1] != THROUGH:  # noqa: PLR2004 -- as above
        return None
    return UUID(parts[2])
