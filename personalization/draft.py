"""What an author hands in to be published: one variant, for one channel, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CHANNELS = ("email", "sms", "whatsapp", "push", "in_app")
HEAVIEST = 1000
LONGEST_HEADER = 400  # characters of Liquid in a subject or preheader


@dataclass(frozen=True)
class Draft:
    """`blocks` as JSON, see `blocks.py`; subject and preheader are Liquid; language is BCP 47.

    The subject of a notification is its title; of SMS and WhatsApp nobody sees it. A WhatsApp
    message that opens a conversation is an approved template: its id and, as Liquid and in order,
    what {{1}}, {{2}} … say; body, header and footer are the words that were handed in for approval,
    "" where they are kept elsewhere. `typographic`: an SMS keeps its quotes and dashes whatever
    they cost.
    """

    subject: str
    blocks: Sequence[Mapping[str, Any]]
    preheader: str = ""
    key: str = "A"
    channel: str = "email"
    language: str = "en"
    weight: int = 1
    content_sid: str = ""
    variables: Sequence[str] = ()
    body: str = ""
    header: str = ""
    footer: str = ""
    typographic: bool = False
