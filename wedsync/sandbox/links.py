"""What a reader's hand finds in a mail: its pixel, a link to follow, the one-click unsubscribe."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

ONE_CLICK: Final = "list-unsubscribe=one-click"
WEB: Final = frozenset({"http", "https"})
LEAVING: Final = re.compile(r"unsubscribe|preferences|opt-?out", re.IGNORECASE)


def pixel(html: str, base: str) -> str | None:
    """The picture of one pixel under `base`, else any picture under it."""
    pictures = [(src, size) for src, size in _Finder.read(html).pictures if within(base, src)]
    tiny = [src for src, size in pictures if size == ("1", "1")]
    return next(iter(tiny + [src for src, _ in pictures]), None)


def link(html: str, base: str) -> str | None:
    """The first link under `base` that is not the way out."""
    links = (href for href in _Finder.read(html).links if within(base, href))
    return next((href for href in links if not LEAVING.search(href)), None)


def one_click(headers: Mapping[str, str], base: str) -> str | None:
    """Where RFC 8058 lets a mail program post, if that is under `base`."""
    named = {name.lower(): text for name, text in headers.items()}
    if named.get("list-unsubscribe-post", "").strip().lower() != ONE_CLICK:
        return None
    offered = re.findall(r"<([^<>]*)>", named.get("list-unsubscribe", ""))
    return next((url for url in offered if within(base, url)), None)


def addresses(html: str) -> list[str]:
    """Every web address the mail links to, once, in order."""
    webby = (href for href in _Finder.read(html).links if _split(href).scheme in WEB)
    return list(dict.fromkeys(webby))


def within(base: str, url: str) -> bool:
    """Same scheme, host and port, and a path below: the only places the sandbox ever calls."""
    ours, theirs = _split(base), _split(url)
    if ours.scheme not in WEB or re.search(r"[\s\\\x00-\x1f]", url):
        return False
    same = (ours.scheme, ours.netloc.lower()) == (theirs.scheme, theirs.netloc.lower())
    return same and f"{theirs.path}/".startswith(f"{ours.path.rstrip('/')}/")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # such as http://[::1
        return urlsplit("")


class _Finder(HTMLParser):
    """Pictures as (src, (width, height)), links as href."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[tuple[str, tuple[str, str]]] = []
        self.links: list[str] = []

    @classmethod
    def read(cls, html: str) -> Self:
        finder = cls()
        finder.feed(html)
        return finder

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "img" and found.get("src"):
            size = (found.get("width", ""), found.get("height", ""))
            self.pictures.append((found["src"], size))
        elif tag == "a" and found.get("href"):
            self.links.append(found["href"])
