"""The name of what a campaign says to somebody over one channel: nobody hears it twice. Pure."""

from uuid import UUID

WORD, PARTS = "campaign", 4


def key_of(campaign: UUID, person: UUID, channel: str) -> str:
    """A message's dedupe key."""
    return f"{WORD}:{campaign}:{person}:{channel}"


def campaign_in(key: str) -> UUID | None:
    """Whose message it is; None where no campaign asked for it."""
    parts = key.split(":")
    return UUID(parts[1]) if parts[0] == WORD and len(parts) == PARTS else None
