"""A tree in words: what it asks, and why somebody fits. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from campaigns.segments.kinds import Kind
from campaigns.segments.operators import OPERATORS
from campaigns.segments.tree import And, Distance, Member, Node, Not, Or, Past, Said, Test
from wedsync.lib.worded import worded

GONE = "(gone)"
SAID = {"granted": worded("yes"), "revoked": worded("no"), "never": worded("never asked")}
PLAIN = {"yes": worded("yes"), "no": worded("no")}
Say = Callable[[str], str]  # in which language the words of ours are said


class Labelled(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> Kind: ...


Fields = Mapping[str, Labelled]
Names = Mapping[UUID, str]  # of segments, templates and campaigns


def sentences(tree: And, fields: Fields, names: Names, say: Say = str) -> list[str]:
    """One a condition: `Guests is over 50`."""
    return [_node(part, fields, names, say) for part in tree.of]


def _node(node: Node, fields: Fields, names: Names, say: Say) -> str:
    match node:
        case Test():
            return asked(node, fields[node.field], names, say)
        case Member(segment):
            return f"{say(worded('in'))} “{names.get(segment, GONE)}”"
        case Not(of):
            return f"{say(worded('not'))} ({_node(of, fields, names, say)})"
        case And(parts):
            return say(worded(" and ")).join(_inner(part, fields, names, say) for part in parts)
        case Or(parts):
            return say(worded(" or ")).join(_inner(part, fields, names, say) for part in parts)


def _inner(node: Node, fields: Fields, names: Names, say: Say) -> str:
    said = _node(node, fields, names, say)
    return f"({said})" if isinstance(node, And | Or) else said


def asked(test: Test, field: Labelled, names: Names, say: Say = str) -> str:
    label = say(field.label)
    if test.operator in PLAIN:
        return f"{label}: {say(PLAIN[test.operator])}"
    operator = OPERATORS[test.operator]
    labels = {key: say(word) for key, word in field.kind.choices}
    said = _VALUES[operator.shape.key](test.value, labels, names, say)
    return " ".join(filter(None, (label, say(operator.words), said)))


def _chosen(words: tuple[str, ...], labels: Mapping[str, str], _: Names, _say: Say) -> str:
    return ", ".join(labels.get(word, word) for word in words)


def _distance(far: Distance, _labels: object, _names: object, say: Say) -> str:
    return f"{far.least} {say(worded('to'))} {far.most} {say(far.unit)}"


def _said(said: Said, labels: Mapping[str, str], _: Names, say: Say) -> str:
    topic = labels[f"{said.channel}:{said.purpose}"]
    return f"{topic}: {say(worded(' or ')).join(say(SAID[word]) for word in said.words)}"


def _past(past: Past | None, labels: Mapping[str, str], names: Names, say: Say) -> str:
    past = past or Past()
    about = past.template or past.campaign
    return ", ".join(
        part
        for part, wanted in (
            (f"“{names.get(about, GONE) if about else ''}”", about),
            (f"{say(worded('by'))} {labels.get(past.channel)}", past.channel),
            (say(worded("in the last {days} days", days=past.days)), past.days is not None),
        )
        if wanted
    )


_VALUES: dict[str, Callable[[Any, Mapping[str, str], Names, Say], str]] = {
    "nothing": lambda _value, _labels, _names, _say: "",
    "text": lambda word, _labels, _names, _say: f"“{word}”",
    "chosen": _chosen,
    "count": lambda count, _labels, _names, _say: f"{count:,}",
    "counts": lambda ends, _labels, _names, say: say(worded(" and ")).join(
        f"{one:,}" for one in ends
    ),
    "day": lambda day, _labels, _names, _say: f"{day:%-d %b %Y}",
    "days": lambda ends, _labels, _names, say: say(worded(" and ")).join(
        f"{one:%-d %b %Y}" for one in ends
    ),
    "lately": lambda days, _labels, _names, say: say(worded("{count} days", count=days)),
    "distance": _distance,
    "said": _said,
    "past": _past,
}
