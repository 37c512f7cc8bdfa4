"""The segments a text message is cut into, which is what carriers count and charge.

GSM-7 (3GPP TS 23.038) has room for 160 septets in one segment and 153 in each of several. One
character outside of it makes the whole text UCS-2: 70 UTF-16 units in one, 67 in each of several.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wedsync.lib.worded import worded

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # an escape and one more septet, never cut apart
KNOWN = GSM | EXTENDED
# Latin letters and typographic signs: one unit each, and none belongs to its neighbour.
SINGLE = re.compile("[\n -\u02ff\u2010-\u2027\u20a0-\u20bf]*")
FLAGS, TONES, TAGS = range(0x1F1E6, 0x1F200), range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080)
JOINER = "\u200d"


class Encoding(StrEnum):
    GSM7 = "gsm7"
    UCS2 = "ucs2"


ROOM = {Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)}  # alone, each of several


@dataclass(frozen=True)
class Segments:
    """`units` are septets or UTF-16 units; `foreign` are the characters GSM-7 doesn't have."""

    encoding: Encoding
    units: int
    count: int
    per_segment: int
    foreign: tuple[str, ...] = ()

    def __str__(self) -> str:
        """For who writes it: "2 segments: SMS has no “ç”"."""
        one, more = worded("{count} segment"), worded("{count} segments")
        count = (one if self.count == 1 else more).format(count=self.count)
        signs = ", ".join(f"“{character}”" for character in self.foreign)
        return worded("{many}: SMS has no {signs}", many=count, signs=signs) if signs else count


def segments(text: str) -> Segments:
    """At least one."""
    strange = set(text) - KNOWN
    foreign = tuple(dict.fromkeys(c for c in text if c in strange)) if strange else ()
    encoding = Encoding.UCS2 if foreign else Encoding.GSM7
    units = _units(text) if foreign else len(text) + sum(map(text.count, EXTENDED))
    alone, each = ROOM[encoding]
    if units <= alone:
        return Segments(encoding, units, 1, alone, foreign)
    return Segments(encoding, units, _count(text, units, encoding), each, foreign)


def _count(text: str, units: int, encoding: Encoding) -> int:
    """Of several segments: how many, without a look at each character where none needs it."""
    each = ROOM[encoding][1]
    gsm = encoding is Encoding.GSM7
    if units == len(text) if gsm else SINGLE.fullmatch(text):
        return -(-units // each)
    return _cut(list(_gsm7(text) if gsm else _ucs2(text)), each)


def _cut(sizes: list[int], each: int) -> int:
    """How many segments hold these, in order and whole."""
    count, used = 1, 0
    for size in sizes:
        if used + size > each:
            count, used = count + 1, 0
        used += size
    return count


def _gsm7(text: str) -> Iterator[int]:
    return (2 if character in EXTENDED else 1 for character in text)


def _ucs2(text: str) -> Iterator[int]:
    """What a reader sees as one is kept together, if there is a segment that holds it."""
    for cluster in clusters(text):
        if _units(cluster) <= ROOM[Encoding.UCS2][1]:
            yield _units(cluster)
        else:
            yield from map(_units, cluster)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> Iterator[str]:
    """A character with its marks, tone and joined company; flags are letters two by two."""
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    code = ord(character)
    if code in FLAGS:
        return len(cluster) == 1 and ord(cluster) in FLAGS
    mark = unicodedata.category(character).startswith("M") or code in TONES or code in TAGS
    return mark or JOINER in (character, cluster[-1]) or cluster + character == "\r\n"
