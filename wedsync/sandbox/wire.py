"""HTTP as values: a Request is read from the wire, a Response is written to it, or neither."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MAX_BODY = 45_000_000  # Resend takes mails of 40 MB


class TooLarge(Exception):
    """The body is longer than any provider would take."""


class Gone(Exception):
    """The caller hung up before its request was complete: nothing happened."""


class NotJson(Exception):
    """The body is not JSON in UTF-8."""


class Unfit(ValueError):
    """What was asked for makes no sense; the text says why, in a sentence."""


@dataclass(frozen=True)
class Request:
    """Header names in lower case; `delay` is how long a fault makes the provider work on it."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise NotJson from error

    def fields(self) -> dict[str, Any]:
        """The body as a JSON object, {} when there is none. Raises NotJson or Unfit."""
        data = self.json() if self.body else {}
        if not isinstance(data, dict):
            raise Unfit("The body must be a JSON object.")
        return data

    def whole(self, name: str, default: int) -> int:
        """A whole number of the query. Raises Unfit."""
        text = self.query.get(name, str(default))
        if not re.fullmatch(r"[0-9]{1,12}", text):
            raise Unfit(f"{name} is a whole number, not {text!r}.")
        return int(text)

    async def work(self) -> None:
        """A provider awaits this after reserving a key and before accepting anything."""
        if self.delay:
            await asyncio.sleep(self.delay)


@dataclass(frozen=True)
class Response:
    """With `stream`, that is written piece by piece instead of `body`. `accepted` counts what this
    very request had accepted: a replayed answer has 0."""

    status: int = HTTPStatus.OK
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: Iterable[bytes] | None = None
    accepted: int = 0


def as_json(value: object, status: int = HTTPStatus.OK, **headers: str) -> Response:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value).encode()  # ASCII: half a surrogate pair in a subject stays writable
    return Response(status, body, {"content-type": "application/json", **named})


def as_text(text: str, status: int = HTTPStatus.OK) -> Response:
    return Response(status, text.encode(), {"content-type": "text/plain; charset=utf-8"})


async def read(scope: Scope, receive: Receive) -> Request:
    """Raises TooLarge or Gone."""
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=dict(parse_qsl(scope["query_string"].decode("latin-1"))),
        headers={name.decode("latin-1"): text.decode("latin-1") for name, text in scope["headers"]},
        body=await _body(receive),
    )


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise TooLarge
        if not message.get("more_body"):
            return bytes(body)


async def write(send: Send, response: Response, *, over: float = 0.0) -> None:
    """`over` seconds: the body dribbles out in ten pieces, an empty one lets its head wait."""
    if over and not response.body and response.stream is None:
        await asyncio.sleep(over)
    headers = dict(response.headers)
    if response.stream is None:
        headers["content-length"] = str(len(response.body))
    await send(
        {
            "type": "http.response.start",
            "status": int(response.status),
            "headers": [(k.encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()],
        }
    )
    for piece in _pieces(response, 10 if over else 1):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        await asyncio.sleep(over / 10)
    await send({"type": "http.response.body", "body": b""})


def _pieces(response: Response, count: int) -> Iterable[bytes]:
    if response.stream is not None:
        return response.stream
    size = max(1, -(-len(response.body) // count))
    return (response.body[at : at + size] for at in range(0, len(response.body), size))


async def drop(receive: Receive, send: Send) -> None:
    """Cut the connection without an answer.

    ASGI has no word for it, so this reaches for the transport behind uvicorn's `send`; under
    another server the request ends in an error, which is the nearest thing.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionAbortedError("This server cannot drop a connection on purpose.")
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
