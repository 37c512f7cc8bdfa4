"""What a courier carries: a webhook, a forged one, or a reader's visit to a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Protocol

from wedsync.sandbox import links
from wedsync.sandbox.ledger import Accepted, Receipt
from wedsync.sandbox.line import Outgoing
from wedsync.sandbox.provider import Encloses, Unsigned, Voice

TOO_OLD = 48 * 3600  # seconds; some providers come again for a day without signing anew
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
BROWSERS = (
    f"{IPHONE} (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    f"{WINDOWS} (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
)


class Errand(Protocol):
    """`retried`: does the courier come back when nobody took it?"""

    @property
    def receipt(self) -> Receipt: ...
    @property
    def retried(self) -> bool: ...

    def request(self, now: float) -> Outgoing | None:
        """What to send, made afresh for each attempt; None when there is nowhere to go."""
        ...

    def took(self, status: int) -> bool: ...


@dataclass(frozen=True)
class Webhook:
    """The same id and story on every attempt, a new timestamp and signature on each."""

    url: str
    event_id: str
    body: bytes
    provider: Voice
    receipt: Receipt
    retried: ClassVar[bool] = True

    def request(self, now: float) -> Outgoing:
        body = _enclosed(self.provider, self.event_id, now, self.body)
        headers = self.provider.signed(self.event_id, now, body)
        return Outgoing("POST", self.url, _named(headers), body)

    def took(self, status: int) -> bool:
        return status // 100 == HTTPStatus.OK // 100


@dataclass(frozen=True)
class Forgery:
    """A webhook its receiver must refuse; `way` picks how it is wrong."""

    url: str
    event_id: str
    body: bytes
    provider: Voice
    receipt: Receipt
    way: int
    retried: ClassVar[bool] = False

    def request(self, now: float) -> Outgoing:
        if isinstance(self.provider, Unsigned):
            return Outgoing("POST", self.url, _named(self.provider.guessed()), self.body)
        at = now - TOO_OLD if self.way % 3 == 1 else now
        body = _enclosed(self.provider, self.event_id, at, self.body)
        headers = self.provider.signed(self.event_id, at, body)
        if self.way % 3 == 0:
            body = _spoiled(self.provider, body)  # changed after signing
        elif self.way % 3 == 2:  # noqa: PLR2004 -- the third way: not signed
            headers, body = {"content-type": "application/json"}, self.body
        return Outgoing("POST", self.url, _named(headers), body)

    def took(self, status: int) -> bool:
        return status // 100 == HTTPStatus.OK // 100


@dataclass(frozen=True)
class Visit:
    """A reader opens the mail (its pixel), clicks a link, or unsubscribes with one click.

    `html` looks the mail's text up only when the time has come.
    """

    base: str
    accepted: Accepted
    html: Callable[[int], str]
    receipt: Receipt
    retried: ClassVar[bool] = False

    def request(self, now: float) -> Outgoing | None:
        headers = {
            "User-Agent": BROWSERS[self.accepted.seq % len(BROWSERS)],
            "Accept-Language": "en-US,en;q=0.9",
        }
        if self.receipt.deed == "unsubscribed":
            return self._unsubscribe(headers)
        opens = self.receipt.deed == "opened"
        found = (links.pixel if opens else links.link)(self.html(self.accepted.seq), self.base)
        headers["Accept"] = "image/avif,image/webp,image/*" if opens else "text/html,*/*;q=0.8"
        return Outgoing("GET", found, headers) if found else None

    def took(self, status: int) -> bool:
        return status < HTTPStatus.BAD_REQUEST

    def _unsubscribe(self, headers: dict[str, str]) -> Outgoing | None:
        url = links.one_click(self.accepted.draft.headers, self.base)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return Outgoing("POST", url, headers, b"List-Unsubscribe=One-Click") if url else None


def _enclosed(provider: Voice, event_id: str, at: float, body: bytes) -> bytes:
    return provider.enclosed(event_id, at, body) if isinstance(provider, Encloses) else body


def _spoiled(provider: Voice, body: bytes) -> bytes:
    return provider.spoiled(body) if isinstance(provider, Encloses) else body + b" "


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {"User-Agent": "WedSync-Sandbox/1.0", **headers}
