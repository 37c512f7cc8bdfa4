"""What an author hands in to be published: one variant, for one channel, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CHANNELS = ("email",)
HEAVIEST = 1000
LONGEST_HEADER = 400  # characters of Liquid in a subject or preheader


@dataclass(frozen=True)
class Draft:
    """`blocks` as JSON, see `blocks.py`; subject and preheader are Liquid; language is BCP 47."""

    subject: str
    blocks: Sequence[Mapping[str, Any]]
    preheader: str = ""
    key: str = "A"
    channel: str = "email"
    language: str = "en"
    weight: int = 1
