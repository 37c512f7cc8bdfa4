"""The tones copy may be written in, and how a model is told of them. Pure."""

from collections.abc import Mapping

USUAL = "warm"
TONES: Mapping[str, str] = {
    "warm": "warm and personal",
    "formal": "courteous and restrained",
    "playful": "light-hearted",
    "plain": "short and matter-of-fact",
}
