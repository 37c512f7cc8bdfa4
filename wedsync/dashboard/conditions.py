"""A tree while somebody edits it: half-filled rows in groups, as a form posts them. Pure.

A row at the second place of the first group has fields named `at.0.1.field`, `at.0.1.is`, and
whatever its value needs. Nothing is judged here: what a row says goes on to be parsed.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

NAME = re.compile(r"at((?:\.\d{1,3}){1,6})\.([a-z]+)")
MOST = 600  # fields of a form
SEGMENT = "segment"  # stands among the fields of a row
GROUPS = {"all": "All of these", "any": "At least one of these", "none": "None of these"}
Given = Mapping[str, Sequence[str]]
Place = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """`given` are the texts in its fields by name."""

    field: str = ""
    operator: str = ""
    given: Given = dataclasses.field(default_factory=dict)

    def text(self, name: str) -> str:
        return (self.given.get(name) or [""])[0]

    def texts(self, name: str) -> list[str]:
        return [text for text in self.given.get(name, ()) if text]


@dataclass(frozen=True)
class Group:
    how: str = "all"
    parts: tuple["Part", ...] = ()


Part: TypeAlias = Row | Group


def read(posted: Iterable[tuple[str, Sequence[str]]]) -> Group:
    """Of the pairs of a form: the rows in it, whatever gaps their numbers have."""
    found: dict[Place, dict[str, Sequence[str]]] = {}
    for name, texts in list(posted)[:MOST]:
        if match := NAME.fullmatch(name):
            place = tuple(int(number) for number in match[1].strip(".").split("."))
            found.setdefault(place, {})[match[2]] = texts
    return Group("all", _parts(found, ()))


def _parts(found: Mapping[Place, Given], above: Place) -> tuple[Part, ...]:
    places = sorted(place for place in found if place[:-1] == above)
    return tuple(_part(found, place) for place in places)


def _part(found: Mapping[Place, Given], place: Place) -> Part:
    row = Row(given=found[place])
    if row.text("group"):
        how = row.text("group")
        return Group(how if how in GROUPS else "all", _parts(found, place))
    return replace(row, field=row.text("field"), operator=row.text("is"))


def changed(group: Group, action: str) -> Group:
    """After a button: `add:0.1`, `group:`, `remove:0`; no place is the whole."""
    verb, _, where = action.partition(":")
    place = tuple(int(number) for number in where.split(".") if number.isdecimal())
    match verb:
        case "add":
            return _grown(group, place, Row())
        case "group":
            return _grown(group, place, Group("any", (Row(),)))
        case "remove" if place:
            return _without(group, place)
    return group


def _grown(group: Group, place: Place, part: Part) -> Group:
    if not place:
        return replace(group, parts=(*group.parts, part))
    return _at(group, place[0], lambda inner: _grown(inner, place[1:], part))


def _without(group: Group, place: Place) -> Group:
    if len(place) > 1:
        return _at(group, place[0], lambda inner: _without(inner, place[1:]))
    return replace(group, parts=(*group.parts[: place[0]], *group.parts[place[0] + 1 :]))


def _at(group: Group, number: int, change: Any) -> Group:
    """A place that isn't there any more changes nothing."""
    parts = list(group.parts)
    if number < len(parts) and isinstance(parts[number], Group):
        parts[number] = change(parts[number])
    return replace(group, parts=tuple(parts))
