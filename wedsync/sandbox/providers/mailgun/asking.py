"""GET /{domain}/events: what became of a mail, for a sender who lost the answer."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.providers.mailgun import events
from wedsync.sandbox.providers.mailgun.refusal import Refused
from wedsync.sandbox.world import World

MOST_EVENTS: Final = 300
DEFAULT_EVENTS: Final = 100


def answer(
    world: World, mails: Iterable[Accepted], query: Mapping[str, str], here: str
) -> dict[str, Any]:
    """{items, paging}, newest first unless `ascending=yes`. Raises Refused. `here` is the URL of
    the list; a page of it is `here/<token>`, the last page is the empty one."""
    start, size = _whole(query, "start", 0), _whole(query, "limit", DEFAULT_EVENTS)
    size = min(size, MOST_EVENTS) or DEFAULT_EVENTS
    found = sorted(_fitting(world, mails, query), key=lambda one: float(one["timestamp"]))
    if query.get("ascending") != "yes":
        found.reverse()
    following = {**query, "start": str(start + size)}
    before = {**query, "start": str(max(0, start - size))}
    return {
        "items": found[start : start + size],
        "paging": {
            "next": f"{here}/{_token(following)}",
            "previous": f"{here}/{_token(before)}",
            "first": f"{here}/{_token({**query, 'start': '0'})}",
        },
    }


def page(token: str) -> dict[str, str]:
    """The query a page stands for. Raises Refused."""
    try:
        return dict(parse_qsl(base64.urlsafe_b64decode(token).decode()))
    except ValueError:
        raise Refused("Invalid page") from None


def variables(query: Mapping[str, str]) -> dict[str, str]:
    """The user variables asked for. Raises Refused."""
    try:
        told = json.loads(query.get("user-variables", "{}"))
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Refused("user-variables must be a JSON object")
    return {name: str(value) for name, value in told.items()}


def _fitting(
    world: World, mails: Iterable[Accepted], query: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    wanted = {name: query[name] for name in ("event", "recipient", "severity") if name in query}
    now = world.clock.now()
    for accepted in mails:
        html, _ = world.ledger.body(accepted.seq) or ("", "")
        for event in events.past(accepted, now, html):
            fits = all(event.get(name) == value for name, value in wanted.items())
            if fits and world.listed(event["timestamp"]):
                yield event


def _whole(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit()):
        raise Refused(f"{name} must be a number")
    return int(text)


def _token(query: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(urlencode(query).encode()).decode()
