"""Reads what another system sends us: our own contract, its own words, or the user's mapping. Pure.

The contract: `event_id`, `event`, `external_id`, `occurred_at`, and below `client`, `partner` and
`project` what is known. Every part may be missing but a way to know the couple again.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm_connectors.fields import FIELDS, compact
from crm_connectors.headers import map_headers
from crm_connectors.people import is_wedding
from crm_connectors.records import RowProblem
from crm_connectors.told import Cell, Told, read_cells
from crm_connectors.translate import House
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

MOST_PATHS, DEEPEST, LONGEST = 300, 6, 10_000
CONTRACT: Mapping[str, Sequence[str]] = {
    "couple.external_id": ("external_id", "project.id", "project.external_id"),
    "couple.name": ("project.name",),
    "wedding.date": ("project.date",),
    "wedding.life": ("project.status",),
    "wedding.kind": ("project.type",),
    "wedding.venue_name": ("project.venue",),
    "wedding.guests": ("project.guests",),
    "partner_a.name": ("client.name",),
    "partner_a.given_name": ("client.first_name",),
    "partner_a.family_name": ("client.last_name",),
    "partner_a.email": ("client.email",),
    "partner_a.phone": ("client.phone",),
    "partner_b.name": ("partner.name",),
    "partner_b.given_name": ("partner.first_name",),
    "partner_b.family_name": ("partner.last_name",),
    "partner_b.email": ("partner.email",),
    "partner_b.phone": ("partner.phone",),
}
EVENTS = {"lead.created": "inquiry", "project.booked": "booked"}  # what else an event says
AT = ("occurred_at", "updated_at", "modified", "timestamp")
NEVER = frozenset({"consent"})  # no Zap proves a consent: it is not taken from here


def flat(payload: Mapping[str, Any]) -> dict[str, str]:
    """`{"client": {"email": "x"}}` as `{"client.email": "x"}`; empty values are left out."""
    paths: dict[str, str] = {}
    for path, text in _leaves("", payload, 0):
        if len(paths) >= MOST_PATHS:
            break
        paths[path] = text[:LONGEST]
    return paths


def understood(
    paths: Mapping[str, str],
    source: str,
    fields: Mapping[str, Sequence[str]],
    own: Mapping[str, str],
) -> dict[str, str]:
    """Path → our field. The user's word, then the system's and the contract's, then anybody's."""
    words = _words(fields) | _words(CONTRACT)
    chosen: dict[str, str] = {}
    for path in paths:
        key = own.get(path, words.get(compact(path)))
        if key is not None and (path in own or key not in chosen.values()):
            chosen[path] = key
    try:
        saved = map_headers(tuple(paths), source, chosen).as_saved()
    except Refusal:
        saved = {path: key for path, key in chosen.items() if key}
    return {path: key for path, key in saved.items() if key.rpartition(".")[2] not in NEVER}


def read(
    payload: Mapping[str, Any],
    source: str,
    fields: Mapping[str, Sequence[str]],
    own: Mapping[str, str],
    house: House,
    now: dt.datetime,
) -> Told:
    """`now` is when it came in, for what does not say when it happened."""
    paths = flat(payload)
    cells = _cells(paths, understood(paths, source, fields, own))
    _add_life(cells, str(payload.get("event") or ""))
    external_id = _known_by(cells)
    at = _when(paths, now)
    kind = cells["wedding.kind"].text if "wedding.kind" in cells else ""
    if kind and not is_wedding(kind):
        return Told(external_id, at, note=worded("“{kind}” is not a wedding.", kind=kind))
    if not external_id:
        sentence = worded(
            "It has neither an id nor an e-mail address, so the couple can't be known again."
        )
        return Told("", at, problems=(RowProblem("external_id", sentence),))
    cells["couple.external_id"] = Cell("couple.external_id", "external_id", external_id)
    found = read_cells(cells.values(), house)
    if found.record and not found.record.people:
        nobody = RowProblem("client", worded("It names nobody."))
        return Told(external_id, at, problems=(*found.problems, nobody))
    if found.record and "wedding.life" not in cells:
        wedding = replace(found.record.wedding, life_if_new="inquiry")
        found = replace(found, record=replace(found.record, wedding=wedding))
    return Told(external_id, at, found.record, found.problems)


def check_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """Path → field, as the user wants it. Raises Refusal."""
    for path, key in mapping.items():
        if key and key not in FIELDS:
            raise Refusal("There is no field “{key}”.", code="no_such_field", key=key)
        if len(path) > LONGEST:
            raise Refusal("The name of a field is too long.", code="too_long")
    if len(mapping) > MOST_PATHS:
        raise Refusal("A mapping has at most {most} fields.", code="too_many", most=MOST_PATHS)
    return dict(mapping)


def _leaves(path: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and depth < DEEPEST:
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}" if path else str(name), inner, depth + 1)
    elif isinstance(value, list) and depth < DEEPEST:
        for number, inner in enumerate(value[:MOST_PATHS]):
            yield from _leaves(f"{path}.{number}", inner, depth + 1)
    elif isinstance(value, str | int | float) and path and (text := str(value).strip()):
        yield path, text


def _words(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {compact(word): key for key, words in fields.items() for word in words}


def _cells(paths: Mapping[str, str], meant: Mapping[str, str]) -> dict[str, Cell]:
    return {key: Cell(key, path, paths[path]) for path, key in meant.items()}


def _add_life(cells: dict[str, Cell], event: str) -> None:
    if "wedding.life" not in cells and event in EVENTS:
        cells["wedding.life"] = Cell("wedding.life", "event", EVENTS[event])


def _known_by(cells: Mapping[str, Cell]) -> str:
    """Their id; else one made of the address, which keeps the address to itself."""
    if "couple.external_id" in cells:
        return cells["couple.external_id"].text[:120]
    if "partner_a.email" not in cells:
        return ""
    address = cells["partner_a.email"].text.casefold()
    return f"email:{hashlib.blake2b(address.encode(), digest_size=16).hexdigest()}"


def _when(paths: Mapping[str, str], now: dt.datetime) -> dt.datetime:
    for name in AT:
        try:
            at = dt.datetime.fromisoformat(paths.get(name, ""))
        except ValueError:
            continue
        return min(at if at.tzinfo else at.replace(tzinfo=dt.UTC), now)
    return now
