"""Blocks as the editor's page shows them: numbered, with their fields, and what is wrong. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields

from personalization.blocks import SIMPLE
from personalization.problems import Problem
from wedsync.dashboard.block_rows import COLUMNS, Blocks, Json, Place, named
from wedsync.lib.worded import worded

WHERE = re.compile(
    r"Block (?P<block>\d+)(?: \([a-z]+\))?"
    r"(?:, column (?P<column>\d+)(?:, block (?P<inner>\d+).*)?)?"
)
VARIABLE = re.compile(r"Variable (\d+)")

KINDS: Mapping[str, str] = {
    "heading": worded("Heading"),
    "text": worded("Text"),
    "image": worded("Image"),
    "button": worded("Button"),
    "questionnaire": worded("Questionnaire"),
    "timeline": worded("Run of the day"),
    "columns": worded("Two columns"),
    "divider": worded("Line"),
    "spacer": worded("Space"),
    "signature": worded("Signature"),
}
SAYS: Mapping[str, str] = {
    "timeline": worded("What happens on the day, line by line; left out where nothing is known."),
    "divider": worded("A thin line across the mail."),
    "signature": worded("Yours, as it stands in the settings when the message leaves."),
}
LABELS: Mapping[str, str] = {
    "text": worded("Text"),
    "label": worded("What it says"),
    "url": worded("Where it leads"),
    "src": worded("Address of the picture"),
    "alt": worded("What the picture shows"),
    "href": worded("Where a click leads"),
    "width": worded("Width in pixels"),
    "height": worded("Height in pixels"),
    "minutes": worded("Minutes it takes"),
}


@dataclass(frozen=True)
class Inlet:
    """One field of a block; `look` is text, line, number or code."""

    name: str
    label: str
    value: str
    look: str
    needed: bool


@dataclass(frozen=True)
class Shown:
    """`place` is in its fields' names, `number` what a person calls it."""

    place: str
    number: str
    kind: str
    label: str
    says: str
    inlets: Sequence[Inlet]
    when: str
    problems: Sequence[str]
    first: bool
    last: bool
    fresh: bool = False
    columns: Sequence["Column"] = field(default=())

    @property
    def id(self) -> str:
        return self.place.replace(".", "-")


@dataclass(frozen=True)
class Column:
    place: str
    number: int
    blocks: Sequence[Shown]


Wrong = Mapping[str, Sequence[str]]


def placed(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Sentences by where a page shows them; "" is for those of the whole wording."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(_place(problem.where), []).append(_sentence(problem))
    return found


def shown(blocks: Blocks, wrong: Wrong, focus: str = "") -> list[Shown]:
    """`focus` is the place where one goes on."""
    return _few(blocks, (), wrong, focus)


def marks(blocks: Iterable[Shown]) -> list[tuple[str, Sequence[str]]]:
    """Every block's id and what is wrong with it, those in columns too."""
    found: list[tuple[str, Sequence[str]]] = []
    for block in blocks:
        found.append((block.id, block.problems))
        for column in block.columns:
            found += marks(column.blocks)
    return found


def numbered(place: Place) -> str:
    """`3`, and in a column `3.2.1`: block, column, block of it."""
    return ".".join(str(number + 1) for number in place)


def _few(blocks: Blocks, above: Place, wrong: Wrong, focus: str) -> list[Shown]:
    return [
        _shown(block, (*above, at), len(blocks), wrong, focus) for at, block in enumerate(blocks)
    ]


def _shown(block: Json, place: Place, of: int, wrong: Wrong, focus: str) -> Shown:
    kind, name = str(block.get("type", "")), named(place)
    sides = block.get("columns", ()) if kind == COLUMNS else ()
    return Shown(
        place=name,
        number=numbered(place),
        kind=kind,
        label=KINDS.get(kind, kind),
        says=SAYS.get(kind, ""),
        inlets=_inlets(kind, block),
        when=str(block.get("when", "")),
        problems=wrong.get(name, ()),
        first=place[-1] == 0,
        last=place[-1] == of - 1,
        fresh=name == focus,
        columns=[
            Column(named((*place, n)), n + 1, _few(side, (*place, n), wrong, focus))
            for n, side in enumerate(sides)
        ],
    )


def _inlets(kind: str, block: Json) -> list[Inlet]:
    return [
        Inlet(
            one.name,
            LABELS[one.name],
            str(block.get(one.name, "" if one.default is MISSING else one.default)),
            _look(kind, one.name, number=one.type is int),
            one.default is MISSING,
        )
        for one in (fields(SIMPLE[kind]) if kind in SIMPLE else ())
        if one.name != "when"
    ]


def _look(kind: str, name: str, *, number: bool) -> str:
    if number:
        return "number"
    if kind == "text":
        return "text"
    return "code" if name in {"url", "src", "href"} else "line"


def _place(where: str) -> str:
    if variable := VARIABLE.match(where):
        return f"variable-{variable[1]}"
    match = WHERE.match(where)
    if match is None:
        return where.lower() if where in {"Subject", "Preheader", "Template"} else ""
    block = int(match["block"]) - 1
    if not match["inner"]:
        return named((block,))
    return named((block, int(match["column"]) - 1, int(match["inner"]) - 1))


def _sentence(problem: Problem) -> str:
    if not problem.line:
        return problem.message
    return worded(
        "Line {line}, column {column}: {problem}",
        line=problem.line,
        column=problem.column,
        problem=problem.message,
    )
