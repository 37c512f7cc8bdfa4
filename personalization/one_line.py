"""Data from other systems as one line of text."""

import unicodedata

LONGEST = 300
UNPRINTABLE = {"Cc", "Cs", "Co"}  # control characters, half pairs, private use


def one_line(raw: object) -> str:
    """Without control characters, of which there are all kinds; at most 300 characters."""
    text = unicodedata.normalize("NFC", str(raw or ""))
    plain = text if text.isprintable() else "".join(map(_printable, text))
    return " ".join(plain.split())[:LONGEST].strip()


def _printable(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in UNPRINTABLE else character
