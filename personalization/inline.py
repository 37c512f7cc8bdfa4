"""The little HTML a text block may hold, cleaned, as Liquid for the HTML and the text part.

Merge tags are swapped for private-use characters while nh3 and the parser work, so that `<` in a
condition is no tag and a tag in a string is no HTML.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from markupsafe import escape

from personalization.links import Links
from personalization.liquid import limits
from personalization.liquid.scan import scan
from wedsync.lib.worded import worded

KEPT = {"a", "b", "br", "em", "i", "strong"}
FIRST = 0xE000
LINK_STYLE = "color:{{ brand.accent }};text-decoration:underline"

_CLEANER = nh3.Cleaner(
    tags=KEPT,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_STOOD_IN = re.compile(r"[\ue000-\uf8ff]")


class Misplaced(ValueError):
    """A merge tag stands where cleaning the HTML would lose it."""


@dataclass(frozen=True)
class Written:
    """Two Liquid sources that say the same."""

    html: str
    text: str


def paragraphs(source: str, links: Links) -> list[Written]:
    """The source must scan. Raises Misplaced."""
    swapped = Swapped.out(source)
    cleaned = [_CLEANER.clean(one) for one in _PARAGRAPHS.split(swapped.text.strip())]
    if "".join(_STOOD_IN.findall("".join(cleaned))) != swapped.stand_ins:
        raise Misplaced(
            worded("A merge tag stands inside an HTML tag, where only 'href' may hold one.")
        )
    return [_Writer(swapped, links).write(one) for one in cleaned]


def literal_html(source: str) -> str:
    """A source without HTML of its own: what it says is escaped, its merge tags stay alive."""
    swapped = Swapped.out(source)
    return swapped.back(_escaped(swapped.text))


@dataclass(frozen=True)
class Swapped:
    """A source whose merge tags are one private-use character each."""

    text: str
    stand_ins: str
    tags: tuple[str, ...]

    @classmethod
    def out(cls, source: str, *, longest: int = limits.SOURCE) -> "Swapped":
        markers, pieces, position = scan(source, longest=longest), [], 0
        for index, marker in enumerate(markers):
            pieces += [source[position : marker.start], chr(FIRST + index)]
            position = marker.end
        stand_ins = "".join(chr(FIRST + index) for index in range(len(markers)))
        tags = tuple(marker.source for marker in markers)
        return cls("".join(pieces) + source[position:], stand_ins, tags)

    def back(self, text: str) -> str:
        return _STOOD_IN.sub(lambda found: self.tags[ord(found[0]) - FIRST], text)


def _escaped(text: str) -> str:
    """An entity may have hidden a brace: as a character it would open a merge tag."""
    return str(escape(text)).replace("{", "&#123;")


@dataclass
class _Anchor:
    """A link being written: where its label began, and how it is printed."""

    source: str
    slot: str
    began: int


@dataclass
class _Writer(HTMLParser):
    """Turns cleaned HTML into both parts; nh3 has made sure that tags match."""

    swapped: Swapped
    links: Links
    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    anchors: list[_Anchor | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def write(self, cleaned: str) -> Written:
        self.feed(cleaned)
        self.close()
        return Written(self.swapped.back("".join(self.html)), self.swapped.back("".join(self.text)))

    def handle_data(self, data: str) -> None:
        self.html.append(_escaped(data).replace("\n", "<br />"))
        self.text.append(data.replace("{", '{{ "{" }}'))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag == "br":
            self.html.append("<br />")
            self.text.append("\n")
        else:
            self.html.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        else:
            self.html.append(f"</{tag}>")

    def _open_link(self, href: str) -> None:
        if not href:
            self.anchors.append(None)
            return
        source = self.swapped.back(href.strip())
        slot = self.links.add(source)
        self.anchors.append(_Anchor(source, slot, len(self.text)))
        self.html.append(f'<a href="{slot}" style="{LINK_STYLE}">')

    def _close_link(self) -> None:
        anchor = self.anchors.pop()
        if anchor is None:
            return
        self.html.append("</a>")
        label = self.swapped.back("".join(self.text[anchor.began :])).strip()
        if self.links.hidden:
            return
        if label == anchor.source:
            self.text[anchor.began :] = [anchor.slot]
        else:
            self.text.append(f" ({anchor.slot})")
