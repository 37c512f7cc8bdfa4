"""Characters: letters of the scripts the human text is written in, and everyday punctuation.

A list of what is allowed, because nobody can list every invisible, reversing, mirrored, enclosed
or look-alike character there is: all of them are simply not on it.
"""

import re
import unicodedata

from personalization.copy.checks.markup import bare
from personalization.copy.mask import without_tokens
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

PUNCTUATION = frozenset(" \n.,;:!?'\"()-–—…’‘“”„‚«»‹›¿¡&/•·\u00a0\u202f、。！？「」")  # noqa: RUF001 -- what people write
_MARKS = re.compile(r"(?:[^\w\s]\s*){4,}")  # Morse, or a drawing
PLAIN_LATIN = range(0x250)  # the blocks beyond hold phonetic look-alikes
VIETNAMESE = range(0x1E00, 0x1F00)


def check(text: str, slot: Slot, _language: str) -> str:
    human = bare(without_tokens(slot.masked.text))
    scripts = {script(letter) for letter in human if letter.isalpha()} | {"LATIN"}
    allowed = PUNCTUATION | set(human)
    words = bare(without_tokens(text))
    if any(one not in allowed and not _fits(one, scripts) for one in words):
        return worded("It holds a character that the human text gives no reason for.")
    if _MARKS.search(words) and not _MARKS.search(human):
        return worded("It holds a run of marks.")
    return _mixed(text)


def script(character: str) -> str:
    """By its name: `LATIN`, `CYRILLIC`; what only looks like a letter has another first word."""
    return unicodedata.name(character, "").partition(" ")[0]


def _fits(character: str, scripts: set[str]) -> bool:
    if "0" <= character <= "9":
        return True  # which ones is another check's
    code = ord(character)
    if not _is_letter(character) or script(character) not in scripts:
        return False
    return script(character) != "LATIN" or code in PLAIN_LATIN or code in VIETNAMESE


def _is_letter(character: str) -> bool:
    """Vowel signs of Devanagari, Thai and the like belong to their letters."""
    return character.isalpha() or unicodedata.category(character) in {"Mn", "Mc"}


def _mixed(text: str) -> str:
    """Latin and another alphabet within one word is how look-alikes are hidden."""
    for word in text.split():
        found = {script(letter) for letter in word if letter.isalpha()}
        if "LATIN" in found and found & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}:
            return worded("A word mixes two alphabets.")
    return ""
