"""The truth: what was accepted, in order, each acceptance recorded before its answer is written."""

import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from wedsync.sandbox.behaviour import Step


@dataclass(frozen=True)
class Draft:
    """What a provider hands over to be accepted: one mail, one text message, one push."""

    id: str
    to: tuple[str, ...]  # bare addresses or numbers, at least one
    sender: str = ""
    subject: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    idempotency_key: str = ""
    replaces: str = ""  # at the recipient it takes the place of an earlier one with the same
    html: str = ""
    text: str = ""
    further: Mapping[str, Any] = field(default_factory=dict)  # whatever else the provider echoes
    story: tuple[Step, ...] | None = None  # where its provider knows better than behaviour.py


@dataclass
class Receipt:
    """What came of one thing the sandbox did about a mail: it posted a webhook, or it visited a
    page in the reader's place. State: waiting, arrived, retrying, gave up, off, nothing there."""

    deed: str
    kind: str
    state: str = "waiting"
    attempts: int = 0
    status: int | None = None


@dataclass(frozen=True)
class Accepted:
    """`seq` counts from 1 without gaps; `draft` has lost its html and text, see Ledger.body."""

    seq: int
    at: float
    provider: str
    draft: Draft
    fingerprint: str
    story: tuple[Step, ...] = ()
    receipts: list[Receipt] = field(default_factory=list)

    def line(self) -> dict[str, Any]:
        """As /_ctl/accepted and the ledger file tell it, without the texts."""
        return {
            "seq": self.seq,
            "at": self.at,
            "provider": self.provider,
            "id": self.draft.id,
            "to": self.draft.to,
            "from": self.draft.sender,
            "subject": self.draft.subject,
            "headers": self.draft.headers,
            "tags": self.draft.tags,
            "idempotency_key": self.draft.idempotency_key,
            "sha256": self.fingerprint,
        }


Tell = Callable[[Draft, int], tuple[Step, ...]]


class Ledger:
    """Append only, until a reset. Texts live beside it in a store of bounded size."""

    def __init__(self, body_bytes: int, path: str = "") -> None:
        self._all: list[Accepted] = []
        self._by_id: dict[str, Accepted] = {}
        self._seen: Counter[str] = Counter()
        self._bodies: OrderedDict[int, tuple[str, str]] = OrderedDict()
        self._held = 0
        self._room = body_bytes
        self._path = path

    def __len__(self) -> int:
        return len(self._all)

    def accept(
        self, provider: str, drafts: Sequence[Draft], at: float, tell: Tell
    ) -> list[Accepted]:
        """All of them or, when the file can't be written (OSError), none.

        `tell(draft, nth)` says how each story goes on; `nth` counts the mails this recipient had.
        """
        accepted = [
            Accepted(
                seq=len(self._all) + place,
                at=at,
                provider=provider,
                draft=replace(draft, html="", text=""),
                fingerprint=fingerprint(draft),
                story=tell(draft, self._nth(draft)),
            )
            for place, draft in enumerate(drafts, start=1)
        ]
        self._save(accepted)
        self._all += accepted
        self._by_id |= {one.draft.id: one for one in accepted}
        for one, draft in zip(accepted, drafts, strict=True):
            self._keep(one.seq, draft.html, draft.text)
        return accepted

    def body(self, seq: int) -> tuple[str, str] | None:
        """(html, text), or None once newer mails have taken the room."""
        return self._bodies.get(seq)

    def find(self, provider: str, id_: str) -> Accepted | None:
        one = self._by_id.get(id_)
        return one if one and one.provider == provider else None

    def number(self, seq: int) -> Accepted | None:
        return self._all[seq - 1] if 0 < seq <= len(self._all) else None

    def select(self, *, provider: str = "", to: str = "", since: int = 0) -> list[Accepted]:
        """Oldest first, those after `since`."""
        return [
            one
            for one in islice(self._all, since, None)
            if provider in {"", one.provider} and (not to or to in one.draft.to)
        ]

    def newest(
        self, fits: Callable[[Accepted], bool], start: int, size: int
    ) -> tuple[list[Accepted], int]:
        """One page of those that fit, and how many there are."""
        found = [one for one in reversed(self._all) if fits(one)]
        return found[start : start + size], len(found)

    def clear(self) -> None:
        """Forget what is in memory. The file stays: it is somebody's evidence."""
        self._all.clear()
        self._by_id.clear()
        self._seen.clear()
        self._bodies.clear()
        self._held = 0

    def _nth(self, draft: Draft) -> int:
        self._seen[draft.to[0]] += 1
        return self._seen[draft.to[0]]

    def _save(self, accepted: Sequence[Accepted]) -> None:
        if self._path:
            lines = "".join(json.dumps(one.line()) + "\n" for one in accepted)
            with Path(self._path).open("ab") as file:
                file.write(lines.encode())

    def _keep(self, seq: int, html: str, text: str) -> None:
        self._bodies[seq] = (html, text)
        self._held += len(html) + len(text)
        while self._held > self._room and len(self._bodies) > 1:
            _, (old_html, old_text) = self._bodies.popitem(last=False)
            self._held -= len(old_html) + len(old_text)


def visible(lines: Sequence[Accepted]) -> list[Accepted]:
    """Of these, what the recipients still see: later ones took the place of some."""
    last = {_place(one): one for one in lines}
    return [one for one in lines if last[_place(one)] is one]


def fingerprint(draft: Draft) -> str:
    """Who gets what from whom, whatever its id and key: two equal ones are one mail twice."""
    told = [draft.to, draft.sender, draft.subject, dict(draft.headers), draft.html, draft.text]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _place(one: Accepted) -> tuple[str | int, ...]:
    """Where it shows; a place of its own when it replaces nothing."""
    draft = one.draft
    return (one.provider, *draft.to, draft.replaces) if draft.replaces else (one.seq,)
