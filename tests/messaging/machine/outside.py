"""The world beyond the house: what providers really did, whatever they said about it."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from messaging.providers.protocol import (
    Absent,
    Accepted,
    Answer,
    Batch,
    Deferred,
    Evidence,
    Found,
    Misconfigured,
    Refused,
    Unclear,
    Unknown,
)

DEFINITE_NO: Mapping[str, Answer] = {
    "refused": Refused("never like this"),
    "unreachable": Refused("nobody lives there", fault="address"),
    "opted out": Refused("they said stop", fault="opted_out"),
    "busy": Deferred("not now", 5),
    "too fast": Deferred("slow down", 5, "rate"),
    "not reached": Deferred("no route", 1, "network"),
    "locked": Misconfigured("who are you?"),
}
ANSWERS = ("accepted", "accepted", "lost", "lost", "silent", *DEFINITE_NO)
EVIDENCE = ("true", "true", "lagging", "unclear")


class Killed(BaseException):
    """The worker is gone: whatever it had not committed, and all that it knew."""


class Outside:
    """`book` holds what was accepted, by call; each copy in it has reached a person."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.book: dict[str, Sequence[UUID]] = {}
        self.copies: Counter[tuple[str, UUID]] = Counter()
        self.answer = "accepted"
        self.evidence = "true"
        self.unlisted: set[str] = set()  # accepted, and not in the provider's listing yet
        self.hidden: set[str] = set()  # accepted, and the provider would not say so
        self.dies_at = ""

    def point(self, name: str) -> None:
        """Stands in for `crash.point`: a process that dies here unwinds to its last commit."""
        if name == self.dies_at:
            self.dies_at = ""
            raise Killed(name)

    def called(self, provider: str, batch: Batch, *, keyed: bool) -> Answer:
        known = keyed and batch.key in self.book
        if self.answer in {"accepted", "lost"} and not known:
            self._take(provider, batch)
        if self.answer in {"lost", "silent"}:
            return Unknown("the line went dead")
        refused = isinstance(DEFINITE_NO.get(self.answer), Refused)
        if self.answer == "accepted" or (known and refused):  # the same bytes were fine before
            return Accepted([name_of(batch.key, n) for n in range(len(batch.envelopes))])
        return DEFINITE_NO[self.answer]

    def asked(self, batch: Batch) -> Evidence:
        if self.evidence == "unclear":
            self.hidden |= {batch.key} & set(self.book)
            return Unclear("nobody picks up")
        if batch.key not in self.book or (
            self.evidence == "lagging" and batch.key in self.unlisted
        ):
            return Absent()
        return Found([name_of(batch.key, n) for n in range(len(batch.envelopes))])

    def time_passes(self) -> None:
        """By the next look the listing has caught up."""
        self.unlisted.clear()

    def copies_of(self, message_id: UUID) -> int:
        return sum(n for (_, who), n in self.copies.items() if who == message_id)

    def calls_of(self) -> dict[UUID, set[str]]:
        """By message: the calls that delivered it."""
        found: dict[UUID, set[str]] = defaultdict(set)
        for key, members in self.book.items():
            for one in members:
                found[one].add(key)
        return found

    def _take(self, provider: str, batch: Batch) -> None:
        members = [one.message_id for one in batch.envelopes]
        self.book[batch.key] = members
        self.unlisted.add(batch.key)
        self.copies.update((provider, one) for one in members)


def name_of(key: str, position: int) -> str:
    """The provider's own id of a message."""
    return f"{key}/{position}"


class Scripted:
    """A provider that says what the world tells it to say."""

    channels = frozenset({"email"})
    calls_per_second = 1000.0
    credentials: Mapping[str, str] = {}
    signed_by = ""

    def __init__(self, key: str, world: Outside, *, keyed: bool) -> None:
        self.key = key
        self.world = world
        self.keyed = keyed
        self.batch = 3 if keyed else 1
        self.repeatable_for = dt.timedelta(hours=24 if keyed else 0)

    def digest(self, batch: Batch) -> bytes:
        said = [(one.to, one.subject, one.text) for one in batch.envelopes]
        return hashlib.sha256(repr(said).encode()).digest()

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        return self.world.called(self.key, batch, keyed=self.keyed)

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        if self.keyed:
            self.world.hidden |= {batch.key} & set(self.world.book)
            return Unclear("it keeps no list")
        return self.world.asked(batch)
