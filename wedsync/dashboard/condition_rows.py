"""Rows of conditions as a page shows them: numbered, with everything that may be chosen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from campaigns.segments.operators import OPERATORS
from campaigns.segments.registry import fields
from campaigns.segments.shapes import WORDS
from campaigns.segments.tree import Unit
from campaigns.segments.words import SAID
from wedsync.dashboard.conditions import GROUPS, SEGMENT, Group, Part, Row
from wedsync.dashboard.mentions import Choices, Offers
from wedsync.lib.translated import translated

INDEX = re.compile(r"\[(\d+)\]")
Option = tuple[str, str, bool]  # value, label, whether it is chosen


@dataclass(frozen=True)
class RowShown:
    """`place` is in its fields' names, `number` what a person calls it."""

    place: str
    number: str
    row: Row
    fields: Sequence[tuple[str, Sequence[Option]]]
    operators: Sequence[Option]
    shape: str
    options: Mapping[str, Sequence[Option]]
    problem: str = ""
    fresh: bool = False
    is_group: bool = False

    @property
    def given(self) -> dict[str, str]:
        return {name: self.row.text(name) for name in ("value", "from", "to", "days", "words")}


@dataclass(frozen=True)
class GroupShown:
    place: str
    number: str
    how: Sequence[Option]
    parts: Sequence["Shown"] = field(default=())
    problem: str = ""
    is_group: bool = True


Shown: TypeAlias = RowShown | GroupShown


def numbered(sentence: str) -> tuple[str, str]:
    """`conditions[1].any[0]: …` as a page says it: `2.1`, and the sentence."""
    path, _, rest = sentence.partition(": ")
    if not path.startswith("conditions"):
        return "", translated(sentence)
    return ".".join(str(int(n) + 1) for n in INDEX.findall(path)), translated(rest)


def spoken(sentence: str) -> str:
    where, rest = numbered(sentence)
    return _("Condition {where}: {rest}").format(where=where, rest=rest) if where else rest


def shown(group: Group, offers: Offers, problem: str = "", *, fresh: bool = False) -> GroupShown:
    """`fresh`: the last row was just added, and is where one goes on."""
    where, sentence = numbered(problem)
    at = _Page(offers, where, sentence)
    parts = at.parts(group, ())
    if fresh:
        parts = at.newest(parts)
    return GroupShown("", "", (), parts)


class _Page:
    def __init__(self, offers: Offers, where: str, sentence: str) -> None:
        self.offers, self.where, self.sentence = offers, where, sentence

    def parts(self, group: Group, above: tuple[int, ...]) -> list[Shown]:
        return [self._part(part, (*above, n)) for n, part in enumerate(group.parts)]

    def newest(self, parts: list[Shown]) -> list[Shown]:
        """The first row that asks nothing yet."""
        for n, part in enumerate(parts):
            if isinstance(part, RowShown) and not part.row.field:
                fresh = RowShown(**{**part.__dict__, "fresh": True})
                return [*parts[:n], fresh, *parts[n + 1 :]]
            if isinstance(part, GroupShown):
                inner = self.newest(list(part.parts))
                if inner != list(part.parts):
                    grown = GroupShown(**{**part.__dict__, "parts": inner})
                    return [*parts[:n], grown, *parts[n + 1 :]]
        return parts

    def _part(self, part: Part, place: tuple[int, ...]) -> Shown:
        name, number = ".".join(map(str, place)), ".".join(str(n + 1) for n in place)
        problem = self.sentence if number == self.where else ""
        if isinstance(part, Group):
            how = [(key, label, key == part.how) for key, label in GROUPS.items()]
            return GroupShown(name, number, how, self.parts(part, place), problem)
        return self._row(part, name, number, problem)

    def _row(self, row: Row, place: str, number: str, problem: str) -> RowShown:
        operators = _operators(row)
        shape = SEGMENT if row.field == SEGMENT else _shape(operators)
        options = self._options(row, shape)
        return RowShown(place, number, row, self._fields(row), operators, shape, options, problem)

    def _fields(self, row: Row) -> list[tuple[str, list[Option]]]:
        known = sorted(fields().values(), key=attrgetter("group"))
        groups = [
            (
                translated(name),
                [(one.key, translated(one.label), one.key == row.field) for one in few],
            )
            for name, few in groupby(known, key=attrgetter("group"))
        ]
        own = [(SEGMENT, _("Is in the audience"), row.field == SEGMENT)]
        return [*groups, (_("Audiences"), own)] if self.offers.segments else groups

    def _options(self, row: Row, shape: str) -> Mapping[str, Sequence[Option]]:
        match shape:
            case "segment":
                return {"value": _chosen(self.offers.segments, row.texts("value"))}
            case "past":
                return self._past(row)
            case "chosen":
                return {"value": _chosen(_choices(row), row.texts("value"))}
            case _:
                offered = _offered(row, shape)
                return {name: _chosen(few, row.texts(name)) for name, few in offered.items()}

    def _past(self, row: Row) -> Mapping[str, Sequence[Option]]:
        offered: dict[str, Choices] = {
            "template": self.offers.templates,
            "campaign": self.offers.campaigns,
            "channel": _choices(row),
        }
        return {name: _chosen(choices, row.texts(name)) for name, choices in offered.items()}


def _offered(row: Row, shape: str) -> Mapping[str, Choices]:
    if shape == "distance":
        return {"unit": [(str(unit), str(unit)) for unit in Unit]}
    if shape == "said":
        return {
            "topic": _choices(row),
            "said": [(word, translated(SAID[word]).capitalize()) for word in WORDS],
        }
    return {}


def _choices(row: Row) -> Sequence[tuple[str, str]]:
    return fields()[row.field].kind.choices


def _chosen(choices: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[Option]:
    return [(key, translated(label), key in texts) for key, label in choices]


def _operators(row: Row) -> list[Option]:
    """The first one is meant until another is chosen."""
    known = fields().get(row.field)
    keys: Sequence[Any] = known.kind.operators if known else ()
    chosen = row.operator if row.operator in keys else next(iter(keys), "")
    return [(key, translated(OPERATORS[key].words), key == chosen) for key in keys]


def _shape(operators: Sequence[Option]) -> str:
    return next((OPERATORS[key].shape.key for key, _, chosen in operators if chosen), "")
