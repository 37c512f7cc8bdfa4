"""Conditions from JSON and to it. What is wrong is named by its place. Pure.

A list of conditions means all of them. A condition is a test, `{"field": "guests", "is": "over",
"value": 50}`; a group, `{"any": […]}` or `{"all": […]}`; `{"not": {…}}`; or `{"segment": id}`.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from campaigns.segments.kinds import Kind
from campaigns.segments.operators import OPERATORS
from campaigns.segments.tree import And, Member, Node, Not, Or, Test
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

DEEPEST, MOST = 5, 60  # groups inside groups, conditions in all
ROOT = "conditions"
TEST = {"field", "is", "value"}
Kinds = Mapping[str, Kind]


def parse(raw: object, kinds: Kinds) -> And:
    """Raises Refusal: "conditions[1].any[0]: …"."""
    return And(_Reader(kinds).nodes(raw, ROOT, 0))


def to_json(tree: And) -> list[dict[str, Any]]:
    return [_written(node) for node in tree.of]


def refuse(path: str, sentence: str) -> Refusal:
    return Refusal("{label}: {what}", code="audience_invalid", label=path, what=sentence)


class _Reader:
    """Counts what it has read, so that no document is walked further than it may be long."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds, self.left = kinds, MOST

    def nodes(self, raw: object, path: str, depth: int) -> tuple[Node, ...]:
        if not isinstance(raw, list):
            raise refuse(path, worded("this is a list of conditions."))
        return tuple(self.node(one, f"{path}[{n}]", depth) for n, one in enumerate(raw))

    def node(self, raw: object, path: str, depth: int) -> Node:
        self.left -= 1
        if self.left < 0:
            raise refuse(path, worded("{most} conditions are enough.", most=MOST))
        if depth > DEEPEST:
            raise refuse(
                path, worded("no more than {deepest} groups inside each other.", deepest=DEEPEST)
            )
        if not isinstance(raw, dict):
            raise refuse(path, worded("this is no condition."))
        return self._read(raw, path, depth)

    def _read(self, raw: Mapping[str, Any], path: str, depth: int) -> Node:
        match raw:
            case {"all": parts, **rest} if not rest:
                return And(self._group(parts, f"{path}.all", depth))
            case {"any": parts, **rest} if not rest:
                return Or(self._group(parts, f"{path}.any", depth))
            case {"not": part, **rest} if not rest:
                return Not(self.node(part, f"{path}.not", depth + 1))
            case {"segment": id_, **rest} if not rest:
                return Member(_segment(id_, path))
            case {"field": _}:
                return self._test(raw, path)
            case _:
                raise refuse(
                    path, worded("a condition has a field, or is all, any, not or segment.")
                )

    def _group(self, raw: object, path: str, depth: int) -> tuple[Node, ...]:
        parts = self.nodes(raw, path, depth + 1)
        if not parts:
            raise refuse(path, worded("an empty group says nothing."))
        return parts

    def _test(self, raw: Mapping[str, Any], path: str) -> Test:
        if unknown := sorted(set(raw) - TEST):
            raise refuse(path, worded("a condition has no {name}.", name=f"{unknown[0]!r}"))
        field, operator = raw["field"], raw.get("is")
        kind = self.kinds.get(field) if isinstance(field, str) else None
        if kind is None:
            raise refuse(
                path,
                worded("there is no field {field}.", field=f"{field!r}")
                if field
                else worded("choose what to ask."),
            )
        if operator not in kind.operators:
            raise refuse(
                path,
                worded(
                    "{field} can't be asked {operator}.",
                    field=f"{field!r}",
                    operator=f"{operator!r}",
                ),
            )
        return Test(field, operator, _value(raw.get("value"), operator, kind, path))


def _value(raw: object, operator: str, kind: Kind, path: str) -> Any:
    try:
        return OPERATORS[operator].shape.read(raw, [key for key, _ in kind.choices])
    except ValueError as error:
        raise refuse(path, str(error)) from None


def _segment(raw: object, path: str) -> UUID:
    try:
        return UUID(raw)  # type: ignore[arg-type]  # whatever it is
    except (AttributeError, TypeError, ValueError):
        raise refuse(path, worded("{raw} is not the id of a segment.", raw=f"{raw!r}")) from None


def _written(node: Node) -> dict[str, Any]:
    match node:
        case Test(field, operator, value):
            return {"field": field, "is": operator} | _worth(operator, value)
        case Member(segment):
            return {"segment": str(segment)}
        case Not(of):
            return {"not": _written(of)}
        case And(parts):
            return {"all": [_written(part) for part in parts]}
        case Or(parts):
            return {"any": [_written(part) for part in parts]}


def _worth(operator: str, value: object) -> dict[str, Any]:
    write: Callable[[Any], object] = OPERATORS[operator].shape.write
    return {} if value is None else {"value": write(value)}
