"""How the vendor sounds, if it said so; else what the couple's style calls for."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 70

# By words of a style; whichever is found first in this order.
STYLES = {
    "formal": ("black tie", "formal", "classic", "traditional", "ballroom", "elegant"),
    "playful": ("festival", "party", "fun", "quirky", "retro", "carnival"),
    "calm": ("minimal", "modern", "quiet", "simple"),
    "warm": ("garden", "rustic", "boho", "barn", "beach", "country", "family"),
}


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.brand_voice:
        yield Adjustment("tone", facts.brand_voice, worded("This is how you said you sound."))
    elif tone := _tone_of(facts.style.casefold()):
        yield Adjustment("tone", tone, worded("It goes with the style of their wedding."))


def _tone_of(style: str) -> str:
    return next(
        (tone for tone, words in STYLES.items() if any(word in style for word in words)), ""
    )
