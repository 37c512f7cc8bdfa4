"""What a courier carries: a webhook, a forged one, or a reader's visit to a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Protocol

from wedsync.sandbox import links
from wedsync.sandbox.ledger import Accepted, Receipt
from wedsync.sandbox.line import Outgoing

Sign = Callable[[str, float, bytes], Mapping[str, str]]
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
    """The same id and body on every attempt, a new timestamp and signature on each."""

    url: str
    event_id: str
    body: bytes
    sign: Sign
    receipt: Receipt
    retried: ClassVar[bool] = True

    def request(self, now: float) -> Outgoing:
        return Outgoing(
            "POST", self.url, _named(self.sign(self.event_id, now, self.body)), self.body
        )

    def took(self, status: int) -> bool:
        return status // 100 == HTTPStatus.OK // 100


@dataclass(frozen=True)
class Forgery:
    """A webhook its receiver must refuse; `way` picks how it is wrong."""

    url: str
    event_id: str
    body: bytes
    sign: Sign
    receipt: Receipt
    way: int
    retried: ClassVar[bool] = False

    def request(self, now: float) -> Outgoing:
        stale, bare = now - 3600, {"content-type": "application/json"}
        headers, body = (
            (self.sign(self.event_id, now, self.body), self.body + b" "),  # changed after signing
            (self.sign(self.event_id, stale, self.body), self.body),  # an hour old
            (bare, self.body),  # not signed
        )[self.way % 3]
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


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {"User-Agent": "WedSync-Sandbox/1.0", **headers}
