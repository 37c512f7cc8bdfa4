"""Pieces of the pages: chips for what was reported, turns of a page, moments, empty places."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from wedsync.sandbox.ledger import Receipt
from wedsync.sandbox.markup import Safe, fill
from wedsync.sandbox.wire import Request, Unfit

PAGE_SIZE: Final = 50
# A chip tells what was reported; where the report itself is under way, that comes first.
TONES: Final = {"waiting": "info", "retrying": "warn", "gave up": "bad", "nothing there": "warn"}
DEEDS: Final = {
    "bounced": "bad",
    "failed": "bad",
    "undelivered": "bad",
    "complained": "bad",
    "softbounced": "warn",
    "delayed": "warn",
    "suppressed": "warn",
    "unsubscribed": "warn",
}


def number_of(request: Request) -> int:
    """Of the page asked for; the first where that makes no sense."""
    try:
        return max(1, request.whole("page", 1))
    except Unfit:
        return 1


def empty(words: str) -> Safe:
    return fill("empty", words=words)


def pager(number: int, count: int, query: Callable[[int], str]) -> Safe:
    """`query` of a page leads there."""
    pages = -(-count // PAGE_SIZE)

    def link(to: int, label: str) -> str:
        return fill("turn", query=query(to), label=label) if 1 <= to <= pages else ""

    turns = Safe(link(number - 1, "Newer") + link(number + 1, "Older"))
    return fill("pager", page=number, pages=max(1, pages), turns=turns)


def chips(receipts: list[Receipt]) -> Safe:
    if not receipts:
        return fill("chip", tone="", words="nothing reported")
    return Safe(" ".join(chip(each) for each in receipts))


def chip(receipt: Receipt) -> Safe:
    if receipt.state == "arrived":
        return fill("chip", tone=DEEDS.get(receipt.deed, "good"), words=receipt.deed)
    words = f"{receipt.deed}: {receipt.state}"
    return fill("chip", tone=TONES.get(receipt.state, ""), words=words)


def definitions(pairs: Mapping[str, str]) -> Safe:
    return Safe("".join(fill("definition", term=k, value=v) for k, v in pairs.items()))


def moment(at: float) -> dict[str, str]:
    told = datetime.fromtimestamp(at, UTC)
    return {
        "iso": told.isoformat(timespec="seconds"),
        "time": f"{told.day} {told:%B, %H:%M:%S} UTC",
    }
