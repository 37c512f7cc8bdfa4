"""Rows of conditions as JSON, and the rows that say what a tree says. Pure."""

from typing import Any

from campaigns.segments.operators import OPERATORS
from campaigns.segments.tree import And, Member, Node, Not, Or, Test
from wedsync.dashboard.conditions import SEGMENT, Given, Group, Part, Row


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
