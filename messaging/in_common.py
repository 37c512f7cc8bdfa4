"""What the messages of one call have in common is kept once, with the call. Pure.

Contexts are JSON objects of groups: vendor and brand say the same to everybody, and most of the
rules that fired, of the wording and of its score is the same for a hundred couples of a campaign.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

Context = Mapping[str, Any]

# What is said of people stays with their own message, and goes when that goes.
THEIRS = frozenset({"couple", "person", "partner", "wedding"})


def apart(contexts: Sequence[Context]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What all of them say, whole groups or parts of one; and what each says besides."""
    if not contexts:
        return {}, []
    whole = _shared([{k: v for k, v in one.items() if k not in THEIRS} for one in contexts])
    parts = {
        name: shared
        for name in contexts[0].keys() - whole.keys() - THEIRS
        if (groups := _groups(name, contexts)) and (shared := _shared(groups))
    }
    return whole | parts, [_rest(one, whole, parts) for one in contexts]


def together(shared: Context, own: Context) -> dict[str, Any]:
    """The context it was."""
    groups = {name: _whole(group, own.get(name, {})) for name, group in shared.items()}
    return {**own, **groups}


def _whole(group: Any, part: Any) -> Any:
    """What isn't a group is shared as a whole, and nobody has a part of it."""
    return {**group, **part} if isinstance(group, dict) and isinstance(part, dict) else group


def _shared(groups: Sequence[Context]) -> dict[str, Any]:
    """Compared as JSON: 1 equals true in Python, and doesn't print alike."""
    first, *others = groups
    return {name: value for name, value in first.items() if _is_in_all(others, name, value)}


def _is_in_all(groups: Sequence[Context], name: str, value: object) -> bool:
    written = orjson.dumps(value)
    for one in groups:
        if name not in one or (one[name] is not value and orjson.dumps(one[name]) != written):
            return False
    return True


def _groups(name: str, contexts: Sequence[Context]) -> list[dict[str, Any]] | None:
    """None where it isn't a group in each of them."""
    groups = [group for one in contexts if type(group := one.get(name)) is dict]
    return groups if len(groups) == len(contexts) else None


def _rest(one: Context, whole: Context, parts: Context) -> dict[str, Any]:
    return {
        name: {key: part for key, part in value.items() if key not in parts[name]}
        if name in parts
        else value
        for name, value in one.items()
        if name not in whole
    }
