"""A tree in words: what it asks, and why somebody fits. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from campaigns.segments.kinds import Kind
from campaigns.segments.operators import OPERATORS
from campaigns.segments.tree import And, Distance, Member, Node, Not, Or, Past, Said, Test

GONE = "(gone)"
SAID = {"granted": "yes", "revoked": "no", "never": "never asked"}
PLAIN = {"yes": "yes", "no": "no"}


class Labelled(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> Kind: ...


Fields = Mapping[str, Labelled]
Names = Mapping[UUID, str]  # of segments, templates and campaigns


def sentences(tree: And, fields: Fields, names: Names) -> list[str]:
    """One a condition: `Guests is over 50`."""
    return [_node(part, fields, names) for part in tree.of]


def _node(node: Node, fields: Fields, names: Names) -> str:
    match node:
        case Test():
            return asked(node, fields[node.field], names)
        case Member(segment):
            return f"in “{names.get(segment, GONE)}”"
        case Not(of):
            return f"not ({_node(of, fields, names)})"
        case And(parts):
            return " and ".join(_inner(part, fields, names) for part in parts)
        case Or(parts):
            return " or ".join(_inner(part, fields, names) for part in parts)


def _inner(node: Node, fields: Fields, names: Names) -> str:
    said = _node(node, fields, names)
    return f"({said})" if isinstance(node, And | Or) else said


def asked(test: Test, field: Labelled, names: Names) -> str:
    if test.operator in PLAIN:
        return f"{field.label}: {PLAIN[test.operator]}"
    operator = OPERATORS[test.operator]
    labels = dict(field.kind.choices)
    said = _VALUES[operator.shape.key](test.value, labels, names)
    return " ".join(filter(None, (field.label, operator.words, said)))


def _chosen(words: tuple[str, ...], labels: Mapping[str, str], _: Names) -> str:
    return ", ".join(labels.get(word, word) for word in words)


def _distance(far: Distance, _labels: object, _names: object) -> str:
    return f"{far.least} to {far.most} {far.unit}"


def _said(said: Said, labels: Mapping[str, str], _: Names) -> str:
    topic = labels[f"{said.channel}:{said.purpose}"]
    return f"{topic}: {' or '.join(SAID[word] for word in said.words)}"


def _past(past: Past | None, labels: Mapping[str, str], names: Names) -> str:
    past = past or Past()
    about = past.template or past.campaign
    return ", ".join(
        part
        for part, wanted in (
            (f"“{names.get(about, GONE) if about else ''}”", about),
            (f"by {labels.get(past.channel)}", past.channel),
            (f"in the last {past.days} days", past.days is not None),
        )
        if wanted
    )


_VALUES: dict[str, Callable[[Any, Mapping[str, str], Names], str]] = {
    "nothing": lambda _value, _labels, _names: "",
    "text": lambda word, _labels, _names: f"“{word}”",
    "chosen": _chosen,
    "count": lambda count, _labels, _names: f"{count:,}",
    "counts": lambda ends, _labels, _names: f"{ends[0]:,} and {ends[1]:,}",
    "day": lambda day, _labels, _names: f"{day:%-d %b %Y}",
    "days": lambda ends, _labels, _names: f"{ends[0]:%-d %b %Y} and {ends[1]:%-d %b %Y}",
    "lately": lambda days, _labels, _names: f"{days} days",
    "distance": _distance,
    "said": _said,
    "past": _past,
}
