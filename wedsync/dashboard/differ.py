"""Two wordings side by side, and which of their words differ. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\s+|[^\s{]+|\{")


@dataclass(frozen=True)
class Piece:
    """A run of words; `new` where the other side hasn't got it."""

    text: str
    new: bool = False


@dataclass(frozen=True)
class Beside:
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def beside(before: str, after: str) -> Beside:
    """Word by word; a merge tag is one word."""
    left, right = _PIECE.findall(before), _PIECE.findall(after)
    steps = SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes()
    return Beside(
        tuple(_pieces((op != "equal", left[a:b]) for op, a, b, _, _ in steps)),
        tuple(_pieces((op != "equal", right[c:d]) for op, _, _, c, d in steps)),
    )


def _pieces(runs: Iterator[tuple[bool, list[str]]]) -> Iterator[Piece]:
    for new, words in runs:
        if words:
            yield Piece("".join(words), new)
