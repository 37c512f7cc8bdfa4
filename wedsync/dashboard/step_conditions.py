"""The condition of a timeline's message, as the rows in which audiences are edited."""

from collections.abc import Mapping
from typing import Any

from campaigns.segments.audience import FIELDS, parse
from wedsync.dashboard.condition_json import of_tree, to_json
from wedsync.dashboard.conditions import Group
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

Json = dict[str, Any]
UNREADABLE = worded(
    "What this message asked can't be read any more: say it again, or leave it empty."
)


def rows_of(condition: Mapping[str, Any] | None) -> Group:
    """The rows that say the same. Raises Refusal for what can't be read any more."""
    return of_tree(parse(condition).tree) if condition else Group()


def condition_of(group: Group, before: Mapping[str, Any] | None) -> Json:
    """{}: it comes in any case. What says the same stays as it was written. Raises Refusal."""
    if not group.parts:
        return {}
    if before and group_of(before) == to_json(group):
        return dict(before)
    kept = {name: said for name, said in (before or {}).items() if name in FIELDS}
    condition = {**kept, "conditions": to_json(group)}
    parse(condition)
    return condition


def group_of(condition: Mapping[str, Any]) -> list[dict[str, Any]]:
    try:
        return to_json(rows_of(condition))
    except Refusal:
        return []
