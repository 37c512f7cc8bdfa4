"""A tree while somebody edits it: half-filled rows in groups, as a form posts them. Pure.

A row at the second place of the first group has fields named `at.0.1.field`, `at.0.1.is`, and
whatever its value needs. Nothing is judged here: what a row says goes on to be parsed.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from campaigns.segments.operators import OPERATORS
from campaigns.segments.tree import And, Member, Node, Not, Or, Test

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


def to_json(group: Group) -> list[dict[str, Any]]:
    """As campaigns.segments.parse reads it."""
    return [_written(part) for part in group.parts]


def _written(part: Part) -> dict[str, Any]:
    if isinstance(part, Group):
        parts = to_json(part)
        return {"not": {"any": parts}} if part.how == "none" else {part.how: parts}
    if part.field == SEGMENT:
        return {"segment": part.text("value")}
    asked = {"field": part.field, "is": part.operator}
    operator = OPERATORS.get(part.operator)
    value = _VALUES[operator.shape.key](part) if operator else None
    return asked if value is None else {**asked, "value": value}


def _number(text: str) -> int | str:
    """What is no number stays what it is, so that the refusal can name it."""
    return int(text) if text.strip().isdecimal() else text


def _words(row: Row) -> list[str]:
    """What is ticked; where nothing is to be ticked, what is written with commas between."""
    written = (word.strip() for word in row.text("words").split(","))
    return row.texts("value") or [word for word in written if word]


def _topic(row: Row) -> dict[str, Any]:
    channel, _, purpose = row.text("topic").partition(":")
    return {"channel": channel, "purpose": purpose, "said": row.texts("said")}


def _past(row: Row) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: row.text(name) for name in ("template", "campaign", "channel") if row.text(name)
    }
    return given | ({"days": _number(row.text("days"))} if row.text("days") else {})


_VALUES = {
    "nothing": lambda _: None,
    "text": lambda row: row.text("value"),
    "chosen": _words,
    "count": lambda row: _number(row.text("value")),
    "counts": lambda row: [_number(row.text("from")), _number(row.text("to"))],
    "day": lambda row: row.text("value"),
    "days": lambda row: [row.text("from"), row.text("to")],
    "lately": lambda row: _number(row.text("value")),
    "distance": lambda row: {
        "from": _number(row.text("from")),
        "to": _number(row.text("to")),
        "unit": row.text("unit") or "days",
    },
    "said": _topic,
    "past": _past,
}


def of_tree(tree: And) -> Group:
    """The rows that say the same."""
    return Group("all", tuple(_of(node) for node in tree.of))


def _of(node: Node) -> Part:
    match node:
        case And(parts) | Or(parts):
            how = "any" if isinstance(node, Or) else "all"
            return Group(how, tuple(_of(part) for part in parts))
        case Not(Or(parts)):
            return Group("none", tuple(_of(part) for part in parts))
        case Not(of):
            return Group("none", (_of(of),))
        case Member(segment):
            return Row(SEGMENT, "", {"value": [str(segment)]})
        case Test(name, operator, value):
            shape = OPERATORS[operator].shape
            given = {} if value is None else _texts(shape.key, shape.write(value))
            return Row(name, operator, given)


def _texts(shape: str, value: Any) -> Given:
    """What the fields of a row show of a value in JSON."""
    match shape:
        case "said":
            topic = f"{value['channel']}:{value['purpose']}"
            return {"topic": [topic], "said": value["said"]}
        case "past" | "distance":
            return {name: [str(part)] for name, part in value.items()}
        case "counts" | "days":
            return {"from": [str(value[0])], "to": [str(value[1])]}
        case "chosen":
            return {"value": value, "words": [", ".join(value)]}
        case _:
            return {"value": [str(value)]}
