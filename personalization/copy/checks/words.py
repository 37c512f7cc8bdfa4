"""What a text says that the human one does not."""

import re

from personalization.copy.slots import Slot


def fresh(pattern: re.Pattern[str], text: str, slot: Slot) -> bool:
    """Whether something of the pattern is in the text and, word for word, not in the human one."""
    human = slot.masked.text.lower()
    return any(found[0].lower() not in human for found in pattern.finditer(text))
