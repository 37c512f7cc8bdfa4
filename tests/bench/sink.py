"""Takes mail as fast as it comes, over HTTP as Resend does and over SMTP, then checks each one.

Run as `python -m tests.bench.sink`; writes its two ports as a line and serves until standard
input closes. Every mail must hold its own couple's name and nobody else's, six tracked links and
the headers to unsubscribe by.
"""

import asyncio
import binascii
import itertools
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import httptools
import orjson
import uvloop

from tests.bench.letter import BASE, MARK

LINKS = 6
TRACKED = f"{BASE}/c/"  # in full: found at a quarter of the cost of its tail
COUPLE = re.compile(
    rf"{MARK}(\d{{6}})"
)  # with its number: a token may spell the bare name by chance
LEAVE = "List-Unsubscribe"
END_OF_DATA = b"\r\n.\r\n"


class Tally:
    """What arrived: how often for each recipient, and how many were not as they should be."""

    def __init__(self) -> None:
        self.recipients: Counter[str] = Counter()
        self.wrong = 0

    def take(self, recipient: str, content: str, *, leavable: bool) -> None:
        """`recipient` is `couple<n>@…`; the couple is called `Lind<n>`."""
        number = recipient.partition("@")[0].removeprefix("couple")
        right = set(COUPLE.findall(content)) == {number} and content.count(TRACKED) >= LINKS
        self.wrong += not (right and leavable)
        self.recipients[recipient] += 1

    def report(self) -> dict[str, int | float]:
        return {
            "received": self.recipients.total(),
            "recipients": len(self.recipients),
            "wrong": self.wrong,
            "cpu": time.process_time(),
        }


tally = Tally()
answers: dict[str, bytes] = {}  # by idempotency key
ids = itertools.count(1)


class Http(asyncio.Protocol):
    """Resend's `/emails` and `/emails/batch`, and `/_ctl/report`, `/_ctl/reset` for the bench."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.parser = httptools.HttpRequestParser(self)

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_message_begin(self) -> None:
        self.url, self.key, self.body = b"", "", []

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"idempotency-key":
            self.key = value.decode()

    def on_body(self, body: bytes) -> None:
        self.body.append(body)

    def on_message_complete(self) -> None:
        body = self._answer()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self.transport.write(head % len(body) + body)

    def _answer(self) -> bytes:
        if self.url.endswith(b"/report"):
            return orjson.dumps(tally.report())
        if self.url.endswith(b"/reset"):
            tally.__init__()
            return b"{}"
        if self.key not in answers:
            answer = orjson.dumps(accept(orjson.loads(b"".join(self.body))))
            if not self.key:
                return answer
            answers[self.key] = answer
        return answers[self.key]


def afterwards(check: Callable[..., None], *mail: object) -> None:
    """When the answer is on its way: nobody waits for what only the bench wants to know."""
    asyncio.get_running_loop().call_soon(check, *mail)


def accept(mails: object) -> object:
    """One mail or a list of them, as Resend answers either."""
    if isinstance(mails, list):
        return {"data": [accept(mail) for mail in mails]}
    afterwards(take_json, mails)
    return {"id": f"{next(ids):032x}"}


def take_json(mail: Mapping[str, object]) -> None:
    to = mail["to"]
    content = f"{mail['subject']}\n{mail['text']}\n{mail['html']}"
    leavable = LEAVE in mail.get("headers", {})
    tally.take(to if isinstance(to, str) else to[0], content, leavable=leavable)


def take_raw(recipient: str, raw: bytes) -> None:
    content = binascii.a2b_qp(raw).decode("utf-8", "replace")
    tally.take(recipient, content, leavable=LEAVE in content)


class Smtp(asyncio.Protocol):
    """Enough SMTP for any client that behaves."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer = bytearray()
        self.recipient = ""
        self.in_data = False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(END_OF_DATA if self.in_data else b"\r\n")) >= 0:
            piece = bytes(self.buffer[:end])
            del self.buffer[: end + (5 if self.in_data else 2)]
            self._letter(piece) if self.in_data else self._command(piece)

    def _command(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"RCPT":
            self.recipient = line[line.index(b"<") + 1 : line.index(b">")].decode()
        self.in_data = verb == b"DATA"
        answers = {b"EHLO": b"250-sink\r\n250 8BITMIME\r\n", b"DATA": b"354 go on\r\n"}
        self.transport.write(
            answers.get(verb, b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
        )

    def _letter(self, raw: bytes) -> None:
        self.in_data = False
        self.transport.write(b"250 ok\r\n")
        afterwards(take_raw, self.recipient, raw)


async def serve() -> None:
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(kind, "127.0.0.1", 0) for kind in (Http, Smtp)]
    sys.stdout.write(" ".join(map(str, _ports(servers))) + "\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


def _ports(servers: Iterable[asyncio.Server]) -> list[int]:
    return [server.sockets[0].getsockname()[1] for server in servers]


if __name__ == "__main__":
    uvloop.run(serve())
