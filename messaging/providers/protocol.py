"""The one interface every provider keeps, and the few answers it may give."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol
from uuid import UUID


@dataclass(frozen=True)
class Envelope:
    """One message ready for the wire: nothing left to decide."""

    message_id: UUID
    to: str
    sender: str  # "Name <address>"
    reply_to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """One call: `key` makes a repeat of it harmless where the provider honours keys."""

    key: str
    envelopes: Sequence[Envelope]


@dataclass(frozen=True)
class Accepted:
    """The provider has them. `ids` are in the order of the batch; empty when it didn't say."""

    ids: Sequence[str] = ()


@dataclass(frozen=True)
class Refused:
    """Definite: these will never be accepted as they are."""

    reason: str


@dataclass(frozen=True)
class Deferred:
    """Definite: not accepted now. `seconds` is how long to wait."""

    reason: str
    seconds: float


@dataclass(frozen=True)
class Misconfigured:
    """Definite: not accepted, and nothing will be until a person mends the account."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """No answer that can be trusted: it may have been accepted."""

    reason: str


Answer = Accepted | Refused | Deferred | Misconfigured | Unknown


@dataclass(frozen=True)
class Report:
    """One thing a provider told us about one message, in our words."""

    event_key: str  # the same event told twice has the same key
    kind: str  # see KINDS
    occurred_at: dt.datetime
    message_id: UUID | None = None
    provider_message_id: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


KINDS = frozenset(
    {
        "accepted",
        "sent",
        "delivered",
        "delayed",
        "bounced",  # for good
        "soft_bounced",
        "complained",
        "suppressed",
        "failed",
        "opened",
        "clicked",
        "other",
    }
)


class BadWebhook(ValueError):
    """Unsigned, forged, too old or unreadable: answered with 400 and never stored."""


class Provider(Protocol):
    key: ClassVar[str]
    channel: ClassVar[str]
    batch: ClassVar[int]  # how many messages fit in one call
    calls_per_second: ClassVar[float]
    repeatable_for: ClassVar[dt.timedelta]  # how long a repeat under the same key is harmless

    def digest(self, batch: Batch) -> bytes:
        """SHA-256 of the bytes that `hand_over` would send."""

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        """Make the call. Never raises for what the network or the provider does."""

    def read_webhook(
        self, secret: str, headers: Mapping[str, str], body: bytes, now: dt.datetime
    ) -> Sequence[Report]:
        """Verify and translate; raises BadWebhook."""
