"""A wording while somebody writes it: as JSON, and how two of them are told apart. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from hashlib import blake2b
from typing import Any

from personalization.draft import Draft

Json = dict[str, Any]
Kind = tuple[str, str, str]
_NAMES = frozenset(field.name for field in fields(Draft))


def to_json(draft: Draft) -> Json:
    """Everything but what has its usual value, so that the same words are the same JSON."""
    usual = asdict(Draft(subject="", blocks=(), variables=[]))
    said = asdict(draft) | {"blocks": list(draft.blocks), "variables": list(draft.variables)}
    kept = {"key", "channel", "language", "blocks"}
    return {name: value for name, value in said.items() if name in kept or value != usual[name]}


def from_json(stored: Mapping[str, Any]) -> Draft:
    known = {name: value for name, value in stored.items() if name in _NAMES}
    return Draft(**{"subject": "", "blocks": (), **known})


def kind_of(stored: Mapping[str, Any]) -> Kind:
    """What no two wordings of a template share: its key, channel and language."""
    return stored["key"], stored["channel"], stored["language"]


def mark(stored: object) -> str:
    """Names these very words: who saves says by it which ones they looked at."""
    told = json.dumps(stored, sort_keys=True, ensure_ascii=False)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
