"""Finds what a template says to people without letting it be translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

SAID_BY = {"alt", "aria-description", "aria-label", "aria-valuetext", "data-label", "placeholder"}
SAID_BY |= {"title", "hx-confirm"}
QUOTED = {"code", "kbd", "pre", "script", "style"}  # what is no language, or isn't ours
HOLE = "\ufffc"  # stands where a tag of Django's stood
WORD = re.compile(r"[^\W\d_]{2,}")
# Names, and what reads the same everywhere.
NAMES = {
    "API",
    "CSV",
    "HX",
    "ID",
    "JSON",
    "OK",
    "Sync",
    "URL",
    "Wed",
    "WedSync",
    "WhatsApp",
    "ms",
    "px",
}
CODE = re.compile(r"\{\{.*?\}\}|\b\w+\.\w+\b")  # of the merge language, as an example
LITERAL = re.compile(r"""(\w+)([:=])("[^"]*"|'[^']*')""")
FORMATS = {"add", "date", "join", "said", "stringformat", "time"}


class Reader(HTMLParser):
    """Collects (line, words) of text and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in QUOTED:
            self.inside.append(tag)
        for name, value in attrs:
            if name.strip(HOLE) in SAID_BY:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self._note(data)

    def _note(self, text: str) -> None:
        if set(WORD.findall(CODE.sub("", text))) - NAMES:
            self.found.append((self.getpos()[0], " ".join(text.replace(HOLE, " ").split())))


def unmarked(source: str) -> list[tuple[int, str]]:
    """Each with its line: bare text and attributes, and sentences inside Django's own tags."""
    reader = Reader()
    reader.feed(_without_tags(source))
    reader.close()
    return sorted([*reader.found, *_literals(source)])


def _without_tags(source: str) -> str:
    """Holes for tags, and for whole blocks that are marked or never shown; lines stay."""
    kept, until = [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        shown = token.token_type == TokenType.TEXT and not until
        kept.append(token.contents if shown else HOLE + "\n" * _lines(token))
        if token.token_type == TokenType.BLOCK:
            until = _after(name, until)
    return "".join(kept)


def _after(name: str, until: str) -> str:
    """The tag that ends what is passed over, if anything is."""
    if until:
        return "" if name == until else until
    return f"end{name}" if name in {"blocktranslate", "comment"} else ""


def _lines(token: Token) -> int:
    return token.contents.count("\n")


def _literals(source: str) -> Iterator[tuple[int, str]]:
    """`default:"Never"` and `label="Find it"`, where `_("…")` would be marked."""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.TEXT or token.contents.startswith(("if ", "elif ")):
            continue
        for name, _, text in LITERAL.findall(token.contents):
            said = text[1:-1]
            if name not in FORMATS and (" " in said.strip() or said[:1].isupper()):
                yield token.lineno or 0, said
