"""Every request to a provider and what became of it, in bounded memory, secrets left out."""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from wedsync.sandbox.wire import Request

SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key"})


@dataclass
class Entry:
    """`outcome`: open, answered, dropped or hung up; `fault` says which fault struck it."""

    seq: int
    at: float
    method: str
    path: str
    headers: Mapping[str, str]
    size: int
    sha256: str
    status: int | None = None
    outcome: str = "open"
    fault: str = ""
    accepted: int = 0  # mails accepted by this very request; a replayed answer accepts none


class Journal:
    """The newest entries; `seq` counts all there ever were."""

    def __init__(self, size: int) -> None:
        self._entries: deque[Entry] = deque(maxlen=size)
        self.count = 0

    def write(self, request: Request, at: float) -> Entry:
        self.count += 1
        entry = Entry(
            seq=self.count,
            at=at,
            method=request.method,
            path=request.path,
            headers=redacted(request.headers),
            size=len(request.body),
            sha256=hashlib.sha256(request.body).hexdigest(),
        )
        self._entries.append(entry)
        return entry

    def page(self, *, since: int = 0, limit: int = 100, path: str = "") -> list[dict[str, Any]]:
        """Oldest first, after entry `since`."""
        fits = (e for e in self._entries if e.seq > since and e.path.startswith(path))
        return [asdict(entry) for entry in islice(fits, limit)]

    def clear(self) -> None:
        self._entries.clear()
        self.count = 0


def redacted(headers: Mapping[str, str]) -> dict[str, str]:
    return {
        name: "(left out)" if name in SECRET_HEADERS else text for name, text in headers.items()
    }
