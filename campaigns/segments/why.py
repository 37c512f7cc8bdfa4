"""Why somebody fits: what is known of them, of each thing that was asked and decided. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from campaigns.segments.facts import Got
from campaigns.segments.scope import Scope
from campaigns.segments.tree import Test
from campaigns.segments.words import SAID, Labelled, asked
from wedsync.lib.worded import worded

UNKNOWN = worded("not known")
NO_NAMES: Mapping[UUID, str] = {}


def why(test: Test, field: Labelled, actual: Any, scope: Scope, *, secret: bool = False) -> str:
    """`Guests: 120`; of a secret only what was asked."""
    if secret:
        return asked(test, field, NO_NAMES)
    if test.operator in {"got", "got_not", "acted", "acted_not"}:
        return _line(field.label, _received(actual))
    if test.operator in {"said", "said_not"}:
        return _word(test, field, actual)
    labels = dict(field.kind.choices)
    shown = UNKNOWN if actual is None else _shown(actual, labels, scope)
    return _line(field.label, shown)


def _line(label: str, what: str) -> str:
    return worded("{label}: {what}", label=label, what=what)


def once(lines: Iterable[str]) -> tuple[str, ...]:
    """Two tests of one field say the same of it."""
    return tuple(dict.fromkeys(lines))


def _word(test: Test, field: Labelled, actual: Mapping[tuple[str, str], str]) -> str:
    said: Any = test.value
    topic = said.channel, said.purpose
    return _line(dict(field.kind.choices)[":".join(topic)], SAID[actual.get(topic, "never")])


def _received(got: Sequence[Got]) -> str:
    acted = sum(one.acted for one in got)
    if not got:
        return worded("none received")
    return worded("{count} received, {acted} acted on", count=len(got), acted=acted)


def _shown(actual: Any, labels: Mapping[str, str], scope: Scope) -> str:
    match actual:
        case bool():
            return worded("yes") if actual else worded("no")
        case int():
            return f"{actual:,}"
        case dt.date():
            return f"{actual:%-d %b %Y}"
        case str():
            return labels.get(actual, actual)
        case _:
            return _several(actual, labels, scope)


def _several(actual: Iterable[Any], labels: Mapping[str, str], scope: Scope) -> str:
    """Of instants the last."""
    found = list(actual)
    if found and isinstance(found[0], dt.datetime):
        day = f"{max(found).astimezone(scope.zone):%-d %b %Y}"
        return worded("last on {day}", day=day)
    return ", ".join(sorted(labels.get(word, word) for word in found)) or "none"
