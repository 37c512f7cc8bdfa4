"""The pages for people: what arrived, newest first, and each message as its reader sees it."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from wedsync.sandbox import people
from wedsync.sandbox.channels import CHANNELS, MAIL, channel_of
from wedsync.sandbox.ledger import Accepted, Receipt
from wedsync.sandbox.links import addresses
from wedsync.sandbox.markup import MAIL_CSP, STATIC, Safe, fill, headers, page, static
from wedsync.sandbox.pieces import (
    PAGE_SIZE,
    chip,
    chips,
    definitions,
    empty,
    moment,
    number_of,
    pager,
)
from wedsync.sandbox.search import Search, asked
from wedsync.sandbox.wire import Request, Response
from wedsync.sandbox.world import World

MESSAGE: Final = re.compile(r"/mail/(?P<seq>[0-9]{1,9})(?P<part>/html|)")
EXCERPT: Final = 80  # characters of a text that has no subject
GONE: Final = "Newer ones have taken its room."


class Pages:
    """GET only; everything a message brings along is escaped, or framed under its own CSP."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pages: dict[str, Callable[[Request], Response]] = {
            "/": self._inbox,
            "/recipients": self._recipients,
        }

    def answer(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            words = "This page can only be read."
            return page("Not here", empty(words), HTTPStatus.METHOD_NOT_ALLOWED)
        if request.path in STATIC:
            return static(request.path)
        if request.path in self._pages:
            return self._pages[request.path](request)
        if found := MESSAGE.fullmatch(request.path):
            return self._message(int(found["seq"]), part=found["part"])
        return page("Not found", empty("There is nothing here."), HTTPStatus.NOT_FOUND)

    def _recipients(self, request: Request) -> Response:
        return people.shown(self._world.ledger.select(), request)

    def _inbox(self, request: Request) -> Response:
        search, number = asked(request.query), number_of(request)
        start = (number - 1) * PAGE_SIZE
        found, count = self._world.ledger.newest(search.fits, start, PAGE_SIZE)
        rows = Safe("".join(self._row(one) for one in found))
        sought = search != Search() or number > 1
        nothing = empty("Nothing fits." if sought else "Nothing has arrived yet.")
        body = fill(
            "inbox",
            title=f"What arrived for {search.to}" if search.to else "What arrived",
            count=count,
            waiting=self._world.courier.waiting,
            words=search.words,
            channel=search.channel,
            to=search.to,
            tabs=_tabs(search),
            rows=fill("rows", rows=rows) if rows else nothing,
            pager=pager(number, count, search.query),
        )
        return page("What arrived", body)

    def _row(self, one: Accepted) -> str:
        return fill(
            "row",
            seq=one.seq,
            recipients=Safe(", ".join(_recipient(to) for to in one.draft.to)),
            subject=self._title(one),
            channel=channel_of(one.provider),
            provider=one.provider,
            chips=chips(one.receipts),
            **moment(one.at),
        )

    def _title(self, one: Accepted) -> str:
        """Its subject, or how a text begins that has none."""
        texts = channel_of(one.provider) in {"SMS", "WhatsApp"}
        _, text = (self._world.ledger.body(one.seq) if texts else None) or ("", "")
        return one.draft.subject or text[:EXCERPT] or "(no subject)"

    def _message(self, seq: int, part: str) -> Response:
        one = self._world.ledger.number(seq)
        if one is None:
            words = "There is no such message; a reset may have taken it."
            return page("Not found", empty(words), HTTPStatus.NOT_FOUND)
        html, text = self._world.ledger.body(seq) or ("", GONE)
        if part:
            return Response(
                body=html.encode(errors="replace"), headers=headers("text/html", MAIL_CSP)
            )
        draft, title = one.draft, self._title(one)
        body = fill(
            "message",
            channel=channel_of(one.provider),
            provider=one.provider,
            sender=draft.sender,
            to=Safe(", ".join(_recipient(to) for to in draft.to)),
            subject=title,
            id=draft.id,
            key=draft.idempotency_key or "none",
            headers=definitions({**draft.headers, **draft.tags}),
            receipts=Safe("".join(fill("receipt", **_told(each)) for each in one.receipts)),
            content=_content(one, html, text),
            links=Safe("".join(fill("link", url=url) for url in addresses(html))),
            **moment(one.at),
        )
        return page(title, body)


def _content(one: Accepted, html: str, text: str) -> Safe:
    """What its reader sees; of a push, all that the device is told."""
    if channel_of(one.provider) != MAIL:
        return fill("text", text=_spread(text))
    frame = fill("frame", seq=one.seq) if html else empty("It has no HTML part.")
    return fill("mail", frame=frame, text=text or "It has no text part.")


def _spread(text: str) -> str:
    """JSON over several lines, any other text as it is."""
    try:
        told = json.loads(text)
    except ValueError:
        return text
    return json.dumps(told, indent=2, ensure_ascii=False) if isinstance(told, dict) else text


def _tabs(search: Search) -> Safe:
    def tab(channel: str, label: str) -> str:
        here = "page" if search.channel == channel else "false"
        return fill("tab", query=search.by(channel).query(), label=label, current=here)

    return Safe(tab("", "All") + "".join(tab(channel, channel) for channel in CHANNELS))


def _recipient(to: str) -> Safe:
    return fill("recipient", query=Search(to=to).query(), to=to)


def _told(receipt: Receipt) -> dict[str, object]:
    return {
        "chip": chip(receipt),
        "kind": receipt.kind,
        "attempts": receipt.attempts,
        "status": receipt.status or "none",
    }
