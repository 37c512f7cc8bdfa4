"""The building blocks of a mail, as an editor stores them: typed, strict, each with a condition."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from wedsync.lib.worded import worded

WIDEST = 600
TALLEST = 120
LONGEST = 120  # minutes
KNOWN = "wedding.events"  # the condition of every timeline


@dataclass(frozen=True)
class Heading:
    kind: ClassVar = "heading"
    text: str
    when: str = ""


@dataclass(frozen=True)
class Text:
    """Paragraphs, an empty line between them; <b> <i> <em> <strong> <a href> <br> are kept."""

    kind: ClassVar = "text"
    text: str
    when: str = ""


@dataclass(frozen=True)
class Image:
    """`alt` says what the picture shows, or where its link leads."""

    kind: ClassVar = "image"
    src: str
    alt: str
    href: str = ""
    width: int = WIDEST
    when: str = ""

    def faults(self) -> Iterator[str]:
        if not re.fullmatch(r"https://[^\s\"'<>{}]+", self.src):
            yield worded("'src' must be an https:// address")
        if not 1 <= self.width <= WIDEST:
            yield worded("'width' must be from 1 to {most}", most=WIDEST)


@dataclass(frozen=True)
class Button:
    kind: ClassVar = "button"
    label: str
    url: str
    when: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A button to a form of the vendor's; `minutes` is how long an answer takes, 0 says nothing."""

    kind: ClassVar = "questionnaire"
    label: str
    url: str
    minutes: int = 0
    when: str = ""

    def faults(self) -> Iterator[str]:
        if not 0 <= self.minutes <= LONGEST:
            yield worded("'minutes' must be from 0 to {most}", most=LONGEST)


@dataclass(frozen=True)
class Timeline:
    """The wedding's own run of events; nothing where none are known."""

    kind: ClassVar = "timeline"
    when: str = ""


@dataclass(frozen=True)
class Divider:
    kind: ClassVar = "divider"
    when: str = ""


@dataclass(frozen=True)
class Spacer:
    kind: ClassVar = "spacer"
    height: int = 24
    when: str = ""

    def faults(self) -> Iterator[str]:
        if not 1 <= self.height <= TALLEST:
            yield worded("'height' must be from 1 to {most}", most=TALLEST)


@dataclass(frozen=True)
class Signature:
    """The vendor's own, as it is when the mail leaves."""

    kind: ClassVar = "signature"
    when: str = ""


Simple: TypeAlias = (
    Heading | Text | Image | Button | Questionnaire | Timeline | Divider | Spacer | Signature
)


@dataclass(frozen=True)
class Columns:
    """Two columns side by side, one below the other on a telephone."""

    kind: ClassVar = "columns"
    columns: tuple[tuple[Simple, ...], ...]
    when: str = ""


Block: TypeAlias = Simple | Columns

SIMPLE: Mapping[str, type[Simple]] = {
    kind.kind: kind
    for kind in (
        *(Heading, Text, Image, Button, Questionnaire, Timeline),
        *(Divider, Spacer, Signature),
    )
}
