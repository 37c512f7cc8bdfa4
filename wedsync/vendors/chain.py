"""The chain of a vendor's events, recomputed without the database's help."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Link:
    """An event as stored. `data` is the text of its jsonb, whose form PostgreSQL makes unique."""

    id: UUID
    vendor_id: UUID
    number: int
    at: dt.datetime
    actor: str
    verb: str
    subject_type: str
    subject_id: str
    data: str
    previous: bytes
    digest: bytes


@dataclass(frozen=True)
class Break:
    """The first event that isn't what was written then."""

    number: int
    problem: str


@dataclass(frozen=True)
class History:
    """How many events are in order, the last one's digest, and the first that is wrong, if any.

    A chain can't tell whether its end was cut off; a head that was noted elsewhere can.
    """

    count: int = 0
    head: bytes = b""
    broken: Break | None = None


def follow(links: Iterable[Link]) -> History:
    """`links` are one vendor's events in the order of their numbers."""
    history = History()
    for link in links:
        if problem := _problem(link, history):
            return replace(history, broken=Break(history.count + 1, problem))
        history = History(link.number, link.digest)
    return history


def _problem(link: Link, before: History) -> str:
    if link.number != before.count + 1:
        return "is missing"
    if link.previous != before.head:
        return "does not follow the one before it"
    if link.digest != digest_of(link):
        return "was changed after it was written"
    return ""


def digest_of(link: Link) -> bytes:
    """SHA-256 over the digest before and a JSON array of all fields, spelled as jsonb is."""
    words = [link.actor, link.verb, link.subject_type, link.subject_id]
    fields = [
        _text(str(link.id)),
        _text(str(link.vendor_id)),
        str(link.number),
        _seconds(link.at),
        *[_text(word) for word in words],
        link.data,
    ]
    return sha256(link.previous + f"[{', '.join(fields)}]".encode()).digest()


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _seconds(at: dt.datetime) -> str:
    """Seconds since 1970 with all six decimals; no float, which would round the last ones."""
    seconds, micros = divmod((at - EPOCH) // MICROSECOND, 1_000_000)
    return f"{seconds}.{micros:06d}"
