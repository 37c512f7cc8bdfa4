"""The blocks of a wording in an editor: as a form posts them, and after a button. Pure.

The third block has fields named `at.2.type`, `at.2.text`…; the second block of its first column
`at.2.0.1.text`. Nothing is judged here: what a block says goes on to be parsed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import MISSING, fields
from typing import Any

from personalization.blocks import SIMPLE, Columns, Simple
from personalization.parse_blocks import clean

Json = dict[str, Any]
Blocks = Sequence[Json]
Place = tuple[int, ...]  # (block,) or (block, column, block)

NAME = re.compile(r"at\.(\d{1,3}(?:\.\d{1,3}\.\d{1,3})?)\.([a-z]+)")
MOST = 2000  # fields of a form
COLUMNS = Columns.kind


def read(posted: Iterable[tuple[str, Sequence[str]]]) -> list[Json]:
    """Of the pairs of a form: the blocks in it, whatever gaps their numbers have."""
    found: dict[Place, dict[str, str]] = {}
    for name, texts in list(posted)[:MOST]:
        if (match := NAME.fullmatch(name)) and texts:
            found.setdefault(place_of(match[1]), {})[match[2]] = clean(texts[-1])
    return [_block(found, place) for place in sorted(found) if len(place) == 1]


def place_of(text: str) -> Place:
    return tuple(int(number) for number in text.split(".") if number.isdecimal())


def named(place: Place) -> str:
    return ".".join(map(str, place))


def changed(blocks: Blocks, action: str) -> tuple[list[Json], str]:
    """After a button, and the name of the place where one goes on.

    `up:2`, `down:2`, `copy:2`, `remove:2`, `move:2:5`, `add:text:` at the end or `add:text:2.0`
    at the end of a column. What can't be done changes nothing.
    """
    verb, _, rest = action.partition(":")
    first, _, second = rest.partition(":")
    before = deepcopy(list(blocks))
    if verb == "add":
        return _added(before, first, place_of(second))
    place = place_of(first)
    if len(place) not in {1, 3}:
        return before, ""
    step = _STEPS.get(verb)
    if step is None and not (verb == "move" and second.isdecimal()):
        return before, ""
    return _within(before, place, step or (lambda few, at: _moved(few, at, int(second))))


def _block(found: Mapping[Place, Mapping[str, str]], place: Place) -> Json:
    given = found[place]
    kind = given.get("type", "")
    if kind == COLUMNS and len(place) == 1:
        sides = [_column(found, (*place, side)) for side in (0, 1)]
        return {"type": kind, "columns": sides, **_when(given)}
    shape = SIMPLE.get(kind)
    return {"type": kind, **(_fields(shape, given) if shape else {})}


def _column(found: Mapping[Place, Mapping[str, str]], above: Place) -> list[Json]:
    return [_block(found, place) for place in sorted(found) if place[:-1] == above]


def _fields(shape: type[Simple], given: Mapping[str, str]) -> Json:
    """Without what is optional and empty, or as usual."""
    said: Json = {}
    for field in fields(shape):
        text = given.get(field.name, "")
        value = _number(text) if field.type is int else text
        if field.default is MISSING or (text.strip() and value != field.default):
            said[field.name] = value
    return said


def _when(given: Mapping[str, str]) -> Json:
    return {"when": given["when"]} if given.get("when", "").strip() else {}


def _number(text: str) -> int | str:
    """What is no number stays what it is, so that it can be named."""
    return int(text) if text.strip().isdecimal() else text


def empty(kind: str) -> Json:
    """A new block with nothing in it yet."""
    if kind == COLUMNS:
        return {"type": kind, "columns": [[empty("text")], [empty("text")]]}
    needed = (field.name for field in fields(SIMPLE[kind]) if field.default is MISSING)
    return {"type": kind, **dict.fromkeys(needed, "")}


def _added(blocks: list[Json], kind: str, above: Place) -> tuple[list[Json], str]:
    if kind not in SIMPLE and (kind != COLUMNS or above):
        return blocks, ""
    few = _list_at(blocks, above)
    if few is None:
        return blocks, ""
    few.append(empty(kind))
    return blocks, named((*above, len(few) - 1))


Step = Callable[[list[Json], int], int | None]


def _within(blocks: list[Json], place: Place, step: Step) -> tuple[list[Json], str]:
    few = _list_at(blocks, place[:-1])
    if few is None or place[-1] >= len(few):
        return blocks, ""
    then = step(few, place[-1])
    return blocks, "" if then is None else named((*place[:-1], then))


def _list_at(blocks: list[Json], above: Place) -> list[Json] | None:
    """The list itself: of the blocks, or of a column's."""
    if not above:
        return blocks
    block, *side = above
    if block >= len(blocks) or blocks[block].get("type") != COLUMNS or len(side) != 1:
        return None
    columns: list[list[Json]] = blocks[block]["columns"]
    return columns[side[0]] if side[0] < len(columns) else None


def _moved(few: list[Json], at: int, to: int) -> int:
    block = few.pop(at)
    then = min(max(to, 0), len(few))
    few.insert(then, block)
    return then


def _copied(few: list[Json], at: int) -> int:
    few.insert(at + 1, deepcopy(few[at]))
    return at + 1


def _removed(few: list[Json], at: int) -> int | None:
    few.pop(at)
    return min(at, len(few) - 1) if few else None


_STEPS: Mapping[str, Step] = {
    "up": lambda few, at: _moved(few, at, at - 1),
    "down": lambda few, at: _moved(few, at, at + 1),
    "copy": _copied,
    "remove": _removed,
}
