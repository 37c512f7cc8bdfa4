"""How many segments a text message is cut into: what Twilio counts, limits and bills.

160 septets of GSM-7 (3GPP TS 23.038) in one, 153 in each of several; one character outside of it
makes the whole text UCS-2: 70 UTF-16 units in one, 67 in each of several.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Final = frozenset("\f^{}\\[~]|€")  # an escape and one more septet
JOINER: Final = "\u200d"
SKIN_TONES: Final = range(0x1F3FB, 0x1F400)


def segments(text: str) -> int:
    """At least 1."""
    if BASIC.union(EXTENSION).issuperset(text):
        return _count([2 if char in EXTENSION else 1 for char in text], 160, 153)
    return _count([_units(cluster) for cluster in _clusters(text)], 70, 67)


def _count(sizes: list[int], alone: int, each: int) -> int:
    """Nothing that belongs together is cut; what is larger than a segment runs over."""
    if sum(sizes) <= alone:
        return 1
    count, used = 1, 0
    for size in sizes:
        if used and used + size > each:
            count, used = count + 1, 0
        used += size
        while used > each:
            count, used = count + 1, used - each
    return count


def _clusters(text: str) -> Iterator[str]:
    """A character with its marks, joined emoji and skin tone; regional letters two by two."""
    cluster = ""
    for char in text:
        if cluster and not _clings(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _clings(cluster: str, char: str) -> bool:
    mark = unicodedata.category(char).startswith("M") or ord(char) in SKIN_TONES
    flag = len(cluster) == 1 and _is_regional(cluster) and _is_regional(char)
    return mark or flag or char == JOINER or cluster.endswith(JOINER) or cluster + char == "\r\n"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
