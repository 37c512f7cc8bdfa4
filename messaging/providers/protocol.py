"""The one interface every provider keeps, and the few answers it may give."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol, runtime_checkable
from uuid import UUID


@dataclass(frozen=True)
class Envelope:
    """One message ready for the wire: nothing left to decide.

    `to` is an e-mail address, a number in E.164, the person's id (in-app), or the registrations of
    their devices with a space between them (push). What a channel doesn't know stays empty.
    """

    message_id: UUID
    to: str
    sender: str = ""  # "Name <address>"; where it is empty the account knows its own
    reply_to: str = ""
    subject: str = ""  # a notification's title
    text: str = ""
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    link: str = ""  # where a tap on a notification leads
    content_sid: str = ""  # WhatsApp: the approved template …
    variables: Sequence[str] = ()  # … and what stands in its places 1, 2, 3…
    seconds: int | None = None  # of use for so long after the intent; None: no end
    urgent: bool = False  # an emergency: worth waking a device for


@dataclass(frozen=True)
class Batch:
    """One call: `key` makes a repeat of it harmless where the provider honours keys.

    `callback` is where the provider may report what became of this very call; empty where a
    provider has one address for all reports.
    """

    key: str  # the handover's id
    envelopes: Sequence[Envelope]
    channel: str = "email"
    vendor_id: UUID | None = None
    callback: str = ""


@dataclass(frozen=True)
class Accepted:
    """The provider has them. `ids` are in the order of the batch; empty when it didn't say.

    `gone` are addresses (registrations of devices) that turned out to exist no longer.
    """

    ids: Sequence[str] = ()
    gone: Sequence[str] = ()


@dataclass(frozen=True)
class Refused:
    """Definite: these will never be accepted as they are. `fault` says what is to blame."""

    reason: str
    code: str = ""
    fault: Literal["message", "address", "opted_out"] = "message"
    gone: Sequence[str] = ()


@dataclass(frozen=True)
class Deferred:
    """Definite: not accepted now. `seconds` is how long to wait.

    `cause` says what it tells about the account: nothing reached it ("network"), it was asked too
    fast ("rate"), what it may send is used up ("quota"), or nothing ("busy").
    """

    reason: str
    seconds: float
    cause: Literal["network", "rate", "quota", "busy"] = "busy"


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
class Found:
    """The provider knows this call: it was accepted. `ids` are in the order of the batch."""

    ids: Sequence[str] = ()


@dataclass(frozen=True)
class Absent:
    """The provider shows no trace of it. Its books may lag: one look is no proof."""


@dataclass(frozen=True)
class Unclear:
    """It can't be asked, or did not answer."""

    reason: str


Evidence = Found | Absent | Unclear


@dataclass(frozen=True)
class Hook:
    """A request from outside that says it is a provider's. Header names are in lower case."""

    url: str  # as the provider wrote it: public, with the query
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Report:
    """One thing a provider told us about one message, in our words."""

    event_key: str  # the same event told twice has the same key
    kind: str  # see KINDS
    occurred_at: dt.datetime
    message_id: UUID | None = None
    handover_id: UUID | None = None  # of a call that carried this message alone
    provider_message_id: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """Something a person wrote to one of a vendor's addresses."""

    event_key: str
    channel: str
    sender: str  # bare address or E.164
    to: str
    text: str
    occurred_at: dt.datetime
    subject: str = ""
    provider_message_id: str = ""
    answers: str = ""  # the provider's id, or Message-ID, of what it answers
    media: int = 0  # pictures and the like that came along
    automatic: bool = False  # an absence note or the like: nobody answered
    acted_on: str = ""  # stop, start or help, where the provider has already answered it
    announced: bool = False  # what they wrote has yet to be fetched


KINDS = frozenset(
    {
        "accepted",
        "sent",
        "delivered",
        "read",
        "delayed",
        "bounced",  # for good
        "soft_bounced",
        "complained",
        "unsubscribed",
        "suppressed",
        "failed",
        "opened",
        "clicked",
        "priced",  # what it really cost, and how many segments it really was
        "other",
    }
)


REPLY = "reply"  # the kind of an inbox event that holds what a person wrote


class BadWebhook(ValueError):
    """Unsigned, forged, too old or unreadable: answered with 400 and never stored."""


class Provider(Protocol):
    key: ClassVar[str]
    channels: ClassVar[frozenset[str]]
    batch: ClassVar[int]  # how many messages fit in one call
    calls_per_second: ClassVar[float]
    repeatable_for: ClassVar[dt.timedelta]  # how long a repeat under the same key is harmless
    credentials: ClassVar[Mapping[str, str]]  # what an account must hold, and what each is
    signed_by: ClassVar[str]  # the credentials that verify its webhooks, a must first; "": none

    def digest(self, batch: Batch) -> bytes:
        """SHA-256 of the bytes that `hand_over` would send."""

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        """Make the call. Never raises for what the network or the provider does."""

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        """What became of a call, made at `since`, whose answer was lost? Only looks."""

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        """Verify and translate; raises BadWebhook."""


@runtime_checkable
class Fetches(Protocol):
    """A provider whose webhook only announces that somebody wrote."""

    def fetch(self, credentials: Mapping[str, str], reply: Reply) -> Reply | None:
        """The whole of it; None: not now. Never raises for what the network or provider does."""


@runtime_checkable
class Notifies(Protocol):
    """A provider of notifications: it reaches some kinds of devices, others reach the rest."""

    def reaches(self, registration: str) -> bool: ...


@runtime_checkable
class Begins(Protocol):
    """A provider whose account makes secrets of its own, which nobody has to type."""

    made: ClassVar[frozenset[str]]  # the credentials that those are

    def begin(self) -> Mapping[str, str]:
        """Credentials of a new account."""


@runtime_checkable
class Guards(Protocol):
    """A provider whose credentials say where to connect: a vendor's may not lead into our house."""

    def guarded(self, credentials: Mapping[str, str]) -> Mapping[str, str]:
        """What is kept in the place of what a vendor typed. Raises Refusal."""
