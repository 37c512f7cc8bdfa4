"""The pages for people: what arrived, newest first, and each mail as its reader would see it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from wedsync.sandbox.ledger import Accepted, Receipt
from wedsync.sandbox.links import addresses
from wedsync.sandbox.markup import MAIL_CSP, STATIC, Safe, fill, headers, page, static
from wedsync.sandbox.wire import Request, Response, Unfit
from wedsync.sandbox.world import World

PAGE_SIZE: Final = 50
MAIL: Final = re.compile(r"/mail/(?P<seq>[0-9]{1,9})(?P<part>/html|)")
# A chip tells what was reported; where the report itself is under way, that comes first.
TONES: Final = {"waiting": "info", "retrying": "warn", "gave up": "bad", "nothing there": "warn"}
DEEDS: Final = {
    "bounced": "bad",
    "failed": "bad",
    "complained": "bad",
    "softbounced": "warn",
    "delayed": "warn",
    "suppressed": "warn",
    "unsubscribed": "warn",
}


class Pages:
    """GET only; everything a mail brings along is escaped, or framed under its own CSP."""

    def __init__(self, world: World) -> None:
        self._world = world

    def answer(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            words = "This page can only be read."
            return page("Not here", _empty(words), HTTPStatus.METHOD_NOT_ALLOWED)
        if request.path in STATIC:
            return static(request.path)
        if request.path == "/":
            return self._inbox(request)
        if found := MAIL.fullmatch(request.path):
            return self._mail(int(found["seq"]), part=found["part"])
        return page("Not found", _empty("There is nothing here."), HTTPStatus.NOT_FOUND)

    def _inbox(self, request: Request) -> Response:
        words = request.query.get("q", "").strip()
        number = max(1, _whole_or_one(request))
        start = (number - 1) * PAGE_SIZE
        found, count = self._world.ledger.newest(words, start, PAGE_SIZE)
        rows = Safe("".join(self._row(one) for one in found))
        nothing = _empty("Nothing fits." if words or number > 1 else "Nothing has arrived yet.")
        body = fill(
            "inbox",
            count=count,
            words=words,
            waiting=self._world.courier.waiting,
            rows=fill("rows", rows=rows) if rows else nothing,
            pager=_pager(words, number, -(-count // PAGE_SIZE)),
        )
        return page("What arrived", body)

    def _row(self, one: Accepted) -> str:
        return fill(
            "row",
            seq=one.seq,
            to=", ".join(one.draft.to),
            subject=one.draft.subject or "(no subject)",
            provider=one.provider,
            chips=_chips(one.receipts),
            **_time(one.at),
        )

    def _mail(self, seq: int, part: str) -> Response:
        one = self._world.ledger.number(seq)
        if one is None:
            words = "There is no such mail; a reset may have taken it."
            return page("Not found", _empty(words), HTTPStatus.NOT_FOUND)
        html, text = self._world.ledger.body(seq) or ("", "Newer mails have taken its room.")
        if part:
            return Response(
                body=html.encode(errors="replace"), headers=headers("text/html", MAIL_CSP)
            )
        draft = one.draft
        body = fill(
            "mail",
            sender=draft.sender,
            to=", ".join(draft.to),
            subject=draft.subject or "(no subject)",
            id=draft.id,
            key=draft.idempotency_key or "none",
            headers=_definitions({**draft.headers, **draft.tags}),
            receipts=Safe("".join(fill("receipt", **_told(each)) for each in one.receipts)),
            frame=fill("frame", seq=seq) if html else _empty("It has no HTML part."),
            links=Safe("".join(fill("link", url=url) for url in addresses(html))),
            text=text or "It has no text part.",
            **_time(one.at),
        )
        return page(draft.subject or "A mail", body)


def _whole_or_one(request: Request) -> int:
    try:
        return request.whole("page", 1)
    except Unfit:
        return 1


def _empty(words: str) -> Safe:
    return fill("empty", words=words)


def _chips(receipts: list[Receipt]) -> Safe:
    if not receipts:
        return fill("chip", tone="", words="nothing reported")
    return Safe(" ".join(_chip(each) for each in receipts))


def _chip(receipt: Receipt) -> Safe:
    if receipt.state == "arrived":
        return fill("chip", tone=DEEDS.get(receipt.deed, "good"), words=receipt.deed)
    words = f"{receipt.deed}: {receipt.state}"
    return fill("chip", tone=TONES.get(receipt.state, ""), words=words)


def _told(receipt: Receipt) -> dict[str, object]:
    return {
        "chip": _chip(receipt),
        "kind": receipt.kind,
        "attempts": receipt.attempts,
        "status": receipt.status or "none",
    }


def _definitions(pairs: Mapping[str, str]) -> Safe:
    return Safe("".join(fill("definition", term=k, value=v) for k, v in pairs.items()))


def _pager(words: str, number: int, pages: int) -> Safe:
    def link(to: int, label: str) -> str:
        query = urlencode({"q": words, "page": to} if words else {"page": to})
        return fill("turn", query=query, label=label) if 1 <= to <= pages else ""

    turns = Safe(link(number - 1, "Newer") + link(number + 1, "Older"))
    return fill("pager", page=number, pages=max(1, pages), turns=turns)


def _time(at: float) -> dict[str, str]:
    moment = datetime.fromtimestamp(at, UTC)
    return {
        "iso": moment.isoformat(timespec="seconds"),
        "time": f"{moment.day} {moment:%B, %H:%M:%S} UTC",
    }
