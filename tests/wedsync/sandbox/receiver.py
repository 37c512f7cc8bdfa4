"""A web server that writes down what it gets and answers what it is told to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from svix.webhooks import Webhook, WebhookVerificationError

from wedsync.sandbox.config import RESEND_SECRET


@dataclass(frozen=True)
class Got:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def event(self) -> dict[str, Any]:
        """What is in it, if the real Svix library takes it, else WebhookVerificationError."""
        Webhook(RESEND_SECRET).verify(self.body, dict(self.headers))
        event: dict[str, Any] = json.loads(self.body)
        return event

    @property
    def genuine(self) -> bool:
        try:
            return bool(self.event())
        except WebhookVerificationError:
            return False


class Receiver:
    """`answers` are the next statuses; after them 200. `strict` refuses what is not genuine."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.got: list[Got] = []
        self.answers: list[int] = []
        self.strict = False

    def status_for(self, got: Got) -> int:
        if self.strict and got.path.startswith("/hooks/") and not got.genuine:
            return 400
        return self.answers.pop(0) if self.answers else 200

    @property
    def hooks(self) -> list[Got]:
        return [got for got in self.got if got.path == "/hooks/resend/"]

    @property
    def types(self) -> list[str]:
        """What the webhooks were about, in order of arrival."""
        return [got.event()["type"] for got in self.hooks]

    @property
    def visits(self) -> list[tuple[str, str]]:
        return [(got.method, got.path) for got in self.got if got.path != "/hooks/resend/"]


@contextmanager
def receiving() -> Iterator[Receiver]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.receiver = Receiver(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def eventually(true: Callable[[], object], seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "It never came true."
        time.sleep(0.01)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): text for name, text in self.headers.items()}
        got = Got(self.command, self.path, headers, body)
        self.server.receiver.got.append(got)
        self.send_response(self.server.receiver.status_for(got))
        self.send_header("content-length", "0")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 -- the name http.server calls

    def log_message(self, *_: object) -> None: ...
