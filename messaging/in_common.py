"""What the messages of one call have in common is kept once, with the call. Pure.

Contexts are JSON objects of groups: vendor and brand say the same to everybody, and most of the
rules that fired, of the wording and of its score is the same for a hundred couples of a campaign.
Lists that only some of them share, as the rules that fired, are kept once as well.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

Context = Mapping[str, Any]

# What is said of people stays with their own message, and goes when that goes.
THEIRS = frozenset({"couple", "person", "partner", "wedding"})
OFTEN = "*"  # no group has this name: lists that several say; they have a list's place instead


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
    often, own = _often([_rest(one, whole, parts) for one in contexts])
    return whole | parts | ({OFTEN: often} if often else {}), own


def together(shared: Context, own: Context) -> dict[str, Any]:
    """The context it was."""
    often = shared.get(OFTEN, {})
    full = {name: _in_full(group, often.get(name, {})) for name, group in own.items()}
    groups = {n: _whole(group, full.get(n, {})) for n, group in shared.items() if n != OFTEN}
    return {**full, **groups}


def _in_full(group: Any, lists: Mapping[str, Sequence[Any]]) -> Any:
    """With the lists themselves where their places stood."""
    said = {name: rows[group[name]] for name, rows in lists.items() if type(group.get(name)) is int}
    return {**group, **said} if said else group


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


def _often(own: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Lists that several say, by group and name; and all of them with places where those stood."""
    often: dict[str, dict[str, list[Any]]] = {}
    for group in own[0].keys() - THEIRS:
        for name, lists in _lists(_groups(group, own) or []):
            shared, said = _placed(lists)
            if shared:
                often.setdefault(group, {})[name] = shared
                own = [
                    {**one, group: {**one[group], name: place}}
                    for one, place in zip(own, said, strict=True)
                ]
    return often, own


def _lists(groups: Sequence[Context]) -> Iterator[tuple[str, list[list[Any]]]]:
    """What is a list in each of them."""
    for name in groups[0] if groups else ():
        lists = [value for one in groups if type(value := one.get(name)) is list]
        if len(lists) == len(groups):
            yield name, lists


def _placed(lists: Sequence[list[Any]]) -> tuple[list[Any], list[int | list[Any]]]:
    """Those that stand there more than once; and for each its place among them, else itself."""
    written = [orjson.dumps(one) for one in lists]
    several = [text for text, count in Counter(written).items() if count > 1]
    places, known = (
        {text: n for n, text in enumerate(several)},
        dict(zip(written, lists, strict=True)),
    )
    said = [places.get(text, one) for text, one in zip(written, lists, strict=True)]
    return [known[text] for text in several], said
