"""What one definition of a timeline changes of another, message by message. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from campaigns.timeline.codec import from_json
from campaigns.timeline.contents import Content
from campaigns.timeline.step import Step
from wedsync.dashboard.ruler import LATE, said
from wedsync.lib.worded import worded

Json = Mapping[str, Any]
NEW, GONE, CHANGED = "new", "gone", "changed"


@dataclass(frozen=True)
class Compared:
    """`lines`: what differs, each from what to what; none for a message that is new or gone."""

    name: str
    kind: str
    lines: tuple[tuple[str, str, str], ...] = ()


def compared(before: Json, after: Json, names: Mapping[UUID, str]) -> list[Compared]:
    """Only what differs, in the order of the newer one, then what is gone."""
    old, new = _said(before, names), _said(after, names)
    found = [_compared(key, old.get(key), new.get(key)) for key in {**new, **old}]
    return [one for one in found if one is not None]


def _compared(
    key: str, before: dict[str, str] | None, after: dict[str, str] | None
) -> Compared | None:
    if before is None or after is None:
        known = after or before or {}
        return Compared(known.get("Says", key), NEW if before is None else GONE)
    lines = tuple(
        (label, before[label], after[label]) for label in after if before[label] != after[label]
    )
    return Compared(after["Says"], CHANGED, lines) if lines else None


def _said(definition: Json, names: Mapping[UUID, str]) -> dict[str, dict[str, str]]:
    timeline, contents = from_json(definition)
    return {step.key: _told(step, contents.steps[step.key], names) for step in timeline.steps}


def _told(step: Step, content: Content, names: Mapping[UUID, str]) -> dict[str, str]:
    window = " to ".join(f"{at:%H:%M}" for at in step.window) if step.window else worded("any hour")
    condition = content.condition or {}
    return {
        "Says": names.get(content.template, step.key),
        "When": said(step.when),
        "Clock": step.when.clock.value,
        "Hours": window,
        "For": step.role.replace("_", " "),
        "By": worded(", then ").join(step.channels),
        "Purpose": step.purpose.value,
        worded("If late"): LATE[step.late][0],
        "Years": str(step.occurrences),
        "Lane": f"{step.lane.fork}: {step.lane.arm}" if step.lane else "main",
        worded("Only if"): ", ".join(f"{name} {value}" for name, value in condition.items())
        or "always",
    }
