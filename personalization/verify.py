"""The last look at compiled HTML: nothing but the elements and attributes we write ourselves.

mrml renders an unknown element without a warning, so we don't take its word.
"""

import re
from html.parser import HTMLParser

from personalization.inline import Swapped
from personalization.liquid import limits

ELEMENTS = {
    "a", "b", "body", "br", "div", "em", "h1", "h2", "head", "html", "i", "img", "meta", "p",
    "strong", "style", "table", "tbody", "td", "title", "tr",
}  # fmt: skip
ATTRIBUTES = {
    "align", "alt", "aria-label", "aria-roledescription", "bgcolor", "border", "cellpadding",
    "cellspacing", "class", "content", "dir", "height", "href", "http-equiv", "lang", "media",
    "name", "role", "src", "style", "target", "type", "valign", "vertical-align", "width", "xmlns",
    "xmlns:o", "xmlns:v",
}  # fmt: skip
ADDRESSES = {
    "href": re.compile(r"\{\{ (link\[\d+\]|links\.(unsubscribe|preferences|browser)) \}\}"),
    "src": re.compile(r"https://[^\s{}]+|\{\{ (brand\.logo|pixel) \}\}"),
}
_OUTLOOK = re.compile(r"\[if .*|<!\[endif\]", re.DOTALL)


class Unsafe(Exception):
    """The compiler made HTML it must not make: a fault of ours, not of the template."""


def verify(html: str) -> None:
    """Raises Unsafe."""
    walker = _Walker(Swapped.out(html, longest=limits.COMPILED))
    walker.feed(walker.swapped.text)
    walker.close()


class _Walker(HTMLParser):
    def __init__(self, swapped: Swapped) -> None:
        super().__init__()
        self.swapped = swapped

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            raise Unsafe(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, self.swapped.back(value or ""))

    def handle_comment(self, data: str) -> None:
        if not _OUTLOOK.fullmatch(data):
            raise Unsafe(f"<!--{data[:40]}-->")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ATTRIBUTES or (name in ADDRESSES and not ADDRESSES[name].fullmatch(value)):
            raise Unsafe(f'<{tag} {name}="{value[:40]}">')
