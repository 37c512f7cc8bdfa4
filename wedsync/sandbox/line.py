"""One kept HTTP connection to the web server; it can reach nothing else."""

import http.client
import string
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from wedsync.sandbox.links import within

TIMEOUT = 15.0  # as providers give up on a webhook
PLENTY = 1_000_000  # of an answer nobody reads


@dataclass(frozen=True)
class Outgoing:
    """`url` lies below the base of the line that carries it."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Line:
    """Not thread-safe: each courier has its own."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._connection: http.client.HTTPConnection | None = None

    def send(self, outgoing: Outgoing) -> int | None:
        """The status of the answer; None when nobody answered. Redirects are not followed."""
        if not within(self._base, outgoing.url):
            raise ValueError(f"{outgoing.url} is not below {self._base}.")
        fresh = self._connection is None
        status = self._try(outgoing)
        if status is None and not fresh:  # the server had closed the kept connection meanwhile
            status = self._try(outgoing)
        return status

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _try(self, outgoing: Outgoing) -> int | None:
        with suppress(OSError, http.client.HTTPException):
            return self._exchange(outgoing)
        self.close()
        return None

    def _exchange(self, outgoing: Outgoing) -> int:
        self._connection = self._connection or self._connect()
        parts = urlsplit(outgoing.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        target = quote(target, safe=string.punctuation)  # as browsers write what is not ASCII
        self._connection.request(outgoing.method, target, outgoing.body, dict(outgoing.headers))
        answer = self._connection.getresponse()
        if len(answer.read(PLENTY)) == PLENTY:
            self.close()
        return answer.status

    def _connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self._base)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
