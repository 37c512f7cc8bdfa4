"""The links of one mail: each has a number, so that a tracked address can take its place."""

import re
from functools import lru_cache
from typing import TypedDict
from urllib.parse import SplitResult, urlsplit

from personalization.liquid.errors import BadLink
from wedsync.lib.worded import worded

WEB = ("http", "https")
SCHEMES = (*WEB, "mailto", "tel")
LONGEST = 2000
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\"'<>\\^`{|}]")
_OURS = re.compile(r"\{\{-?\s*links\.")


class Link(TypedDict):
    """`source` is Liquid; the mail prints `{{ link[index] }}`. Our own links are not tracked."""

    index: int
    source: str
    tracked: bool


class Links:
    """Numbers links in the order they are met; `hidden` ones are no part of the text."""

    def __init__(self, *, hidden: bool = False) -> None:
        self.found: list[Link] = []
        self.hidden = hidden

    def add(self, source: str) -> str:
        """The Liquid that prints this link."""
        index = len(self.found)
        web = not source.startswith(("mailto:", "tel:"))
        tracked = web and not _OURS.search(source)
        self.found.append({"index": index, "source": source, "tracked": tracked})
        return f"{{{{ link[{index}] }}}}"


def followed(address: str) -> str:
    """An address people can safely be sent to. Raises BadLink."""
    if wrong := fault(address):
        raise BadLink(
            worded("The link '{address}' {problem}.", address=address[:80], problem=wrong)
        )
    return address


def is_web(address: str) -> bool:
    return address.partition(":")[0].lower() in WEB


@lru_cache(maxsize=1024)  # a link without merge fields of the couple is the same for many
def fault(address: str) -> str:
    """Why people can't be sent to this address, or nothing."""
    if len(address) > LONGEST:
        return worded("is longer than 2,000 characters")
    if bad := _FORBIDDEN.search(address):
        return worded("holds the character {sign}, which no address may hold", sign=repr(bad[0]))
    try:
        parts = urlsplit(address)
    except ValueError:
        return worded("is no address")
    return _wrong_parts(parts)


def _wrong_parts(parts: SplitResult) -> str:
    if parts.scheme not in SCHEMES:
        return worded("must begin with https://, http://, mailto: or tel:")
    if parts.scheme in WEB and (not parts.hostname or "@" in parts.netloc):
        return worded("has no plain host name")
    return "" if parts.netloc or parts.path else worded("leads nowhere")
