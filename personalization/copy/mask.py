"""Take out of a text what a model must not change, and put it back afterwards. Pure.

A merge tag is shown to the model by its name alone; a condition, a link, an address, a number to
call or a sum of money as a whole and under a number. Whatever the model does to the words around
them, these come back byte for byte as a person wrote them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from personalization.copy.contact import FIXED
from personalization.liquid.scan import ENDS, OPENERS, scan

TOKEN = re.compile(r"\{\{ ?([a-z][a-z0-9_.]*) ?\}\}")
_PATH = re.compile(r"\{\{-?\s*([a-z]\w*\.[a-z_]+)\b")
Span = tuple[int, int]


@dataclass(frozen=True)
class Masked:
    """`text` holds tokens like `{{ wedding.date }}` or `{{ fixed_1 }}`; `kept`: what each is."""

    text: str
    kept: Mapping[str, str]


def mask(source: str) -> Masked:
    """The source must scan; raises BadSource."""
    kept: dict[str, str] = {}
    pieces, at = [], 0
    for start, end in _merged(_spans(source)):
        name = _name(source[start:end], kept)
        kept[name] = source[start:end]
        pieces += [source[at:start], token(name)]
        at = end
    return Masked("".join([*pieces, source[at:]]), kept)


def unmask(text: str, kept: Mapping[str, str]) -> str:
    """A token that stands for nothing stays as it is."""
    return TOKEN.sub(lambda found: kept.get(found[1], found[0]), text)


def token(name: str) -> str:
    return f"{{{{ {name} }}}}"


def tokens(text: str) -> list[str]:
    """Their names, in order."""
    return TOKEN.findall(text)


def without_tokens(text: str) -> str:
    return TOKEN.sub(" ", text)


def _spans(source: str) -> Iterator[Span]:
    """Tags, conditions from their opening to their end, and what leads out of the text."""
    depth, began = 0, 0
    for marker in scan(source):
        if depth == 0:
            began = marker.start
        depth += (marker.tag in ENDS) - (marker.tag in OPENERS)
        if depth == 0:
            yield began, marker.end
    for pattern in FIXED:
        yield from (found.span() for found in pattern.finditer(source))


def _merged(spans: Iterator[Span]) -> list[Span]:
    """In order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _name(source: str, kept: Mapping[str, str]) -> str:
    """What it was called before, or a new name."""
    known = next((name for name, kept_source in kept.items() if kept_source == source), "")
    plain = _PATH.match(source) if source.count("{") == source.count("}") == 2 else None  # noqa: PLR2004 -- one tag
    first = plain[1] if plain else "fixed_1"
    stem = plain[1] if plain else "fixed"
    name, number = first, 1
    while name in kept:
        number += 1
        name = f"{stem}_{number}"
    return known or name
