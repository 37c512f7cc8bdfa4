"""Find the `{{ }}` and `{% %}` of a source, and refuse in plain words what can't be parsed.

It runs before python-liquid's own lexer, which takes quadratic time over unclosed braces and
answers an unclosed block with the position of the end of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from personalization.liquid import limits
from personalization.liquid.errors import BadSource
from wedsync.lib.worded import worded

ENDS = {tag: f"end{tag}" for tag in ("if", "unless", "case", "for", "capture")}
OPENERS = {end: tag for tag, end in ENDS.items()}
BRANCHES = {
    "elsif": {"if", "unless"},
    "else": {"if", "unless", "case", "for"},
    "when": {"case"},
}
LOOP = {"break", "continue"}
BARE = {"else", *LOOP, *OPENERS}  # tags that take nothing after their name
TAGS = {"assign", *ENDS, *OPENERS, *BRANCHES, *LOOP}

_OPENING = re.compile(r"\{\{|\{%")
_INSIDE = re.compile(r"-?\s*(?P<name>\w*)\s*(?P<rest>.*?)\s*-?\Z", re.DOTALL)
_GAP = re.compile(r"\s{20}")


@dataclass(frozen=True)
class Marker:
    """One `{{ … }}` (then `tag` is empty) or `{% tag … %}`, from `start` up to `end`."""

    start: int
    end: int
    source: str
    tag: str = ""
    rest: str = ""


def scan(source: str, *, longest: int = limits.SOURCE) -> tuple[Marker, ...]:
    """Raises BadSource."""
    if len(source) > longest:
        raise BadSource(
            worded("The text is longer than {longest} characters.", longest=f"{longest:,}"), 1, 1
        )
    markers = tuple(_markers(source))
    if len(markers) > limits.MARKERS:
        raise _bad(
            source, markers[limits.MARKERS].start, worded("There are more than 500 merge tags.")
        )
    _check_nesting(source, markers)
    return markers


def place(source: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1."""
    before = source[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _markers(source: str) -> Iterator[Marker]:
    position = 0
    while opening := _OPENING.search(source, position):
        marker = _marker(source, opening.start())
        yield marker
        position = marker.end


def _marker(source: str, start: int) -> Marker:
    closing = "}}" if source.startswith("{{", start) else "%}"
    # The longest marker plus its braces: searching to the end of the source would be quadratic.
    end = source.find(closing, start + 2, start + 2 + limits.MARKER + 2)
    if end < 0:
        raise _bad(source, start, _unclosed(source, start, closing))
    inside = source[start + 2 : end]
    if _GAP.search(inside):
        raise _bad(source, start, worded("There are 20 spaces in a row inside a merge tag."))
    marker = source[start : end + 2]
    if closing == "}}":
        return Marker(start, end + 2, marker)
    return _tag(source, start, marker, inside)


def _unclosed(source: str, start: int, closing: str) -> str:
    if closing in source[start:]:
        return worded("A merge tag is longer than {marker} characters.", marker=limits.MARKER)
    return worded(
        "{source} is never closed with {closing}.",
        source=source[start : start + 2],
        closing=closing,
    )


def _tag(source: str, start: int, marker: str, inside: str) -> Marker:
    parts = _INSIDE.match(inside)
    name, rest = (parts["name"], parts["rest"]) if parts else ("", "")
    if name not in TAGS:
        raise _bad(
            source,
            start,
            worded("There is no tag '{tag}'.{hint}", tag=name or inside.strip(), hint=_hint(name)),
        )
    if rest and name in BARE:
        hint = worded(" Did you mean 'elsif'?") if name == "else" else ""
        raise _bad(
            source,
            start,
            worded("'{name}' takes nothing after its name.{hint}", name=name, hint=hint),
        )
    return Marker(start, start + len(marker), marker, name, rest)


def _hint(name: str) -> str:
    near = get_close_matches(name, sorted(TAGS), n=1)
    return worded(" Did you mean '{near}'?", near=near[0]) if near else ""


@dataclass
class _Open:
    marker: Marker
    otherwise: bool = False


def _check_nesting(source: str, markers: tuple[Marker, ...]) -> None:
    stack: list[_Open] = []
    for marker in markers:
        if fault := _step(marker, stack):
            raise _bad(source, marker.start, fault)
    if stack:
        tag = stack[-1].marker.tag
        raise _bad(
            source,
            stack[-1].marker.start,
            worded("'{tag}' is never closed with '{ends}'.", tag=tag, ends=ENDS[tag]),
        )


def _step(marker: Marker, stack: list[_Open]) -> str:
    """Take one marker; returns what is wrong with it, or nothing."""
    if marker.tag in ENDS:
        stack.append(_Open(marker))
        return worded("Blocks are nested too deeply.") if len(stack) > limits.DEPTH + 1 else ""
    if marker.tag in OPENERS:
        return _close(marker, stack)
    if marker.tag in BRANCHES:
        return _branch(marker, stack)
    if marker.tag in LOOP and not any(block.marker.tag == "for" for block in stack):
        return worded("'{tag}' stands outside of a 'for'.", tag=marker.tag)
    return ""


def _close(marker: Marker, stack: list[_Open]) -> str:
    if not stack:
        return worded("'{tag}' closes nothing.", tag=marker.tag)
    tag = stack.pop().marker.tag
    return (
        ""
        if ENDS[tag] == marker.tag
        else worded("'{tag}' closes a '{other}'.", tag=marker.tag, other=tag)
    )


def _branch(marker: Marker, stack: list[_Open]) -> str:
    if not stack or stack[-1].marker.tag not in BRANCHES[marker.tag]:
        return worded("'{tag}' stands in the wrong place.", tag=marker.tag)
    if stack[-1].otherwise:
        return worded("'{tag}' comes after 'else'.", tag=marker.tag)
    stack[-1].otherwise = marker.tag == "else"
    return ""


def _bad(source: str, index: int, message: str) -> BadSource:
    return BadSource(message, *place(source, index))
