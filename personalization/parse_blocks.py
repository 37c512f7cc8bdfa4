"""Read blocks from JSON strictly: what is unknown, missing or out of range is named by position."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any

from personalization.blocks import SIMPLE, Block, Columns, Simple, Text
from personalization.problems import Problem
from wedsync.lib.worded import worded

MOST = 60  # blocks in one mail
COLUMNS = 2
KINDS = (*SIMPLE, Columns.kind)
STAND_IN = Text("-")  # sound wherever words have a place
# Private-use characters stand for merge tags while HTML is cleaned, so no text may hold them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Parsed:
    """Where there are problems, blocks that can't be read are stood in for: places stay right."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def parse_blocks(raw: object) -> Parsed:
    """Blocks from JSON; what can't be read is named by its position."""
    problems: list[Problem] = []
    if not isinstance(raw, list) or not raw:
        return Parsed(
            (), (Problem(worded("Blocks"), worded("They must be a list of at least one block.")),)
        )
    if len(raw) > MOST:
        return Parsed(
            (),
            (Problem(worded("Blocks"), worded("There are more than {most} of them.", most=MOST)),),
        )
    blocks = [_block(one, f"Block {i}", problems) or STAND_IN for i, one in enumerate(raw, 1)]
    return Parsed(tuple(blocks), tuple(problems))


def named(position: str, block: Block) -> str:
    """How problems call a block: "Block 3 (button)"."""
    return f"{position} ({block.kind})"


def clean(text: str) -> str:
    """Without control and private-use characters; lines end with a line feed."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _block(raw: object, where: str, problems: list[Problem]) -> Block | None:
    if isinstance(raw, dict) and raw.get("type") == Columns.kind:
        return _columns(raw, f"{where} ({Columns.kind})", problems)
    return _simple(raw, where, problems, KINDS)


def _columns(raw: dict[str, object], where: str, problems: list[Problem]) -> Columns | None:
    columns, when = raw.get("columns"), raw.get("when", "")
    if unknown := sorted(set(raw) - {"type", "columns", "when"}):
        problems.append(Problem(where, worded("'{name}' is not known here.", name=unknown[0])))
    if not isinstance(when, str):
        problems.append(Problem(where, worded("'when' must be a text.")))
        return None
    if not isinstance(columns, list) or len(columns) != COLUMNS:
        problems.append(
            Problem(
                where, worded("'columns' must be a list of {count} lists of blocks.", count=COLUMNS)
            )
        )
        return None
    pair = [_column(one, f"{where}, column {i}", problems) for i, one in enumerate(columns, 1)]
    return Columns(tuple(pair), clean(when).rstrip())


def _column(raw: object, where: str, problems: list[Problem]) -> tuple[Simple, ...]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST:
        problems.append(Problem(where, worded("A column must be a list of at least one block.")))
        return ()
    return tuple(
        _simple(one, f"{where}, block {i}", problems, tuple(SIMPLE)) or STAND_IN
        for i, one in enumerate(raw, 1)
    )


def _simple(
    raw: object, where: str, problems: list[Problem], allowed: tuple[str, ...]
) -> Simple | None:
    kind = str(raw.get("type")) if isinstance(raw, dict) else ""
    if not isinstance(raw, dict) or kind not in SIMPLE:
        known = ", ".join(allowed)
        problems.append(Problem(where, worded("'type' must be one of {choices}.", choices=known)))
        return None
    where = f"{where} ({kind})"
    faults = list(_shape_faults(SIMPLE[kind], raw))
    if not faults:
        values: dict[str, Any] = {key: _value(raw[key]) for key in raw if key != "type"}
        block = SIMPLE[kind](**values)
        faults = list(getattr(block, "faults", tuple)())
        if not faults:
            return block
    problems.extend(Problem(where, f"{fault}.") for fault in faults)
    return None


def _shape_faults(kind: type[Simple], raw: dict[str, object]) -> Iterator[str]:
    known = {field.name: field for field in fields(kind)}
    for key in sorted(map(str, set(raw) - {"type"} - set(known))):
        yield worded("'{name}' is not known here", name=key)
    for name, field in known.items():
        yield from _field_faults(name, field, raw)


def _field_faults(name: str, field: "Field[object]", raw: dict[str, object]) -> Iterator[str]:
    if name not in raw:
        if field.default is MISSING:
            yield worded("'{name}' is missing", name=name)
    elif field.type is int:
        if type(raw[name]) is not int:
            yield worded("'{name}' must be a whole number", name=name)
    elif not isinstance(raw[name], str):
        yield worded("'{name}' must be a text", name=name)
    elif field.default is MISSING and not clean(str(raw[name])).strip():
        yield worded("'{name}' is empty", name=name)


def _value(raw: object) -> object:
    return clean(raw).rstrip() if isinstance(raw, str) else raw
