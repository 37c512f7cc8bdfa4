"""Which part of what another system says is news: the newest word for each group of fields. Pure.

A group counts only where it differs from what the same system said last, so that a value changed
here stays until it is changed there, too; and only where it is no older than what is known.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from crm_connectors.records import EMPTY, CoupleRecord, PersonRecord, WeddingRecord

WEDDING: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "precision"),
    "life": ("life",),
    "place": (*("venue_name", "venue_city", "venue_country", "timezone", "latitude", "longitude"),),
    "guests": ("guests",),
    "budget": ("budget", "currency"),
    "style": ("style",),
}
PERSON: Mapping[str, tuple[str, ...]] = {
    "names": ("given_name", "family_name"),
    "addresses": ("email", "phone"),
    "language": ("language",),
    "erased": ("erased",),
}
EVENTS = "events"
UNSAID: Mapping[str, Any] = {**{f.name: f.default for f in fields(WeddingRecord)}, "erased": False}


@dataclass(frozen=True)
class Heard:
    """What a system said of one group: a digest of the values, and since when it is so."""

    digest: str
    at: dt.datetime

    def as_json(self) -> list[str]:
        return [self.digest, self.at.isoformat()]

    @classmethod
    def of_json(cls, told: list[str]) -> "Heard":
        return cls(told[0], dt.datetime.fromisoformat(told[1]))


Memory = Mapping[str, Heard]
Thing = TypeVar("Thing", WeddingRecord, PersonRecord)


def newer(
    record: CoupleRecord,
    at: dt.datetime,
    memory: Memory,
    ours: Mapping[str, dt.datetime] | None = None,
) -> tuple[CoupleRecord, dict[str, Heard]]:
    """The record with what is no news left out, and the memory after it.

    `ours`: groups that were changed here by a person, and when; what is older than that is
    remembered as heard and not taken.
    """
    after, taken = dict(memory), set()
    for group, digest in _digests(record):
        known = memory.get(group)
        if known and known.at > at:
            continue
        after[group] = Heard(digest, at)
        if (known is None or known.digest != digest) and not _older(group, at, ours or {}):
            taken.add(group)
    return _only(record, taken), after


def _older(group: str, at: dt.datetime, ours: Mapping[str, dt.datetime]) -> bool:
    return group in ours and at < ours[group]


def _digests(record: CoupleRecord) -> Iterator[tuple[str, str]]:
    """Groups of which something is said."""
    if record.name:
        yield "name", _digest([record.name])
    if record.gatherings is not None:
        yield EVENTS, _digest([list(one) for one in record.gatherings])
    for group, names in WEDDING.items():
        if _said(record.wedding, names):
            yield group, _digest([getattr(record.wedding, name) for name in names])
    for person in record.people:
        for group, names in PERSON.items():
            if _said(person, names):
                yield f"{person.role}.{group}", _digest([getattr(person, name) for name in names])


def _said(thing: WeddingRecord | PersonRecord, names: tuple[str, ...]) -> bool:
    return any(getattr(thing, name) not in (*EMPTY, False) for name in names)


def _digest(values: list[Any]) -> str:
    """Short: it only has to differ from the word before, not to withstand anybody."""
    told = json.dumps(values, default=str, ensure_ascii=False)
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def _only(record: CoupleRecord, taken: set[str]) -> CoupleRecord:
    people = (_only_of(person, taken) for person in record.people)
    return replace(
        record,
        name=record.name if "name" in taken else "",
        wedding=_blanked(record.wedding, [g for g in WEDDING if g not in taken], WEDDING),
        people=tuple(p for p in people if p.exists or p.language or p.erased),
        gatherings=record.gatherings if EVENTS in taken else None,
    )


def _only_of(person: PersonRecord, taken: set[str]) -> PersonRecord:
    left_out = [group for group in PERSON if f"{person.role}.{group}" not in taken]
    return _blanked(person, left_out, PERSON)


def _blanked(thing: Thing, groups: list[str], names: Mapping[str, tuple[str, ...]]) -> Thing:
    empty: dict[str, Any] = {
        name: UNSAID.get(name, "") for group in groups for name in names[group]
    }
    return replace(thing, **empty)
