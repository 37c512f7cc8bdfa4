"""What changed between two versions of a template, as its author wrote them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from personalization.draft import Draft

Kind = tuple[str, str, str]  # channel, language, key
Part = tuple[str, str]  # where it stands, and one line of it
HEADERS = ("subject", "preheader", "content_sid", "header", "body", "footer")


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Line:
    """One line of a wording; `where` is "Subject" or "Block 3 (text)"."""

    change: Change
    where: str
    text: str


@dataclass(frozen=True)
class Difference:
    """Of one variant: all its lines in order; `change` is what became of it as a whole."""

    channel: str
    language: str
    key: str
    change: Change
    lines: tuple[Line, ...]

    @property
    def differs(self) -> bool:
        return any(line.change is not Change.SAME for line in self.lines)


def differences(old: Sequence[Draft], new: Sequence[Draft]) -> list[Difference]:
    """Every variant of either side, in order of channel, language and key."""
    before, after = _by_kind(old), _by_kind(new)
    return [_difference(kind, before, after) for kind in sorted(before.keys() | after.keys())]


def _by_kind(drafts: Sequence[Draft]) -> dict[Kind, list[Part]]:
    return {(one.channel, one.language, one.key): list(_parts(one)) for one in drafts}


def _difference(
    kind: Kind, before: Mapping[Kind, list[Part]], after: Mapping[Kind, list[Part]]
) -> Difference:
    change = Change.SAME
    if kind not in before:
        change = Change.ADDED
    elif kind not in after:
        change = Change.REMOVED
    lines = _compared(before.get(kind, []), after.get(kind, []))
    return Difference(*kind, change, tuple(lines))


def _compared(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Line]:
    """What was removed stands before what took its place."""
    for _, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if old[first:last] == new[start:end]:
            yield from (Line(Change.SAME, *part) for part in new[start:end])
        else:
            yield from (Line(Change.REMOVED, *part) for part in old[first:last])
            yield from (Line(Change.ADDED, *part) for part in new[start:end])


def _parts(draft: Draft) -> Iterator[Part]:
    for name in HEADERS:
        if text := getattr(draft, name):
            yield name.replace("_sid", " template").capitalize(), text
    for index, variable in enumerate(draft.variables, 1):
        yield f"Variable {index}", variable
    if draft.weight != 1:
        yield "Weight", str(draft.weight)
    for index, block in enumerate(draft.blocks, 1):
        yield from _block(block, f"Block {index}")


def _block(block: Mapping[str, Any], position: str) -> Iterator[Part]:
    """The condition first, then its texts line by line; columns one after the other."""
    where = f"{position} ({block['type']})"
    if when := block.get("when"):
        yield f"{where}, when", when
    if block["type"] == "columns":
        for number, column in enumerate(block["columns"], 1):
            for index, one in enumerate(column, 1):
                yield from _block(one, f"{where}, column {number}, block {index}")
        return
    texts = {name: value for name, value in block.items() if name not in {"type", "when"}}
    if not texts:
        yield where, ""
    for name, value in texts.items():
        label = where if name == "text" else f"{where}, {name}"
        yield from ((label, line) for line in str(value).splitlines())
