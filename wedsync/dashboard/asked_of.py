"""A condition as timelines' forms ask for it: an audience by its name, and maybe a tag.

The audience has the whole editor of conditions; what other programs wrote stays as they wrote it.
"""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def condition_of(segment: str, tag: str = "") -> Json:
    """{} for nobody in particular."""
    if not segment:
        return {"tag": tag} if tag else {}
    tagged = [{"field": "tag", "is": "has", "value": [tag]}] if tag else []
    return {"conditions": [{"segment": segment}, *tagged]}


def told(condition: Mapping[str, Any] | None) -> tuple[str, str]:
    """The audience's id and the tag; blank where the form didn't write it."""
    condition = condition or {}
    match condition.get("conditions"):
        case [{"segment": str(segment)}]:
            return segment, ""
        case [{"segment": str(segment)}, {"field": "tag", "is": "has", "value": [str(tag)]}]:
            return segment, tag
        case _:
            return "", str(condition.get("tag", ""))


def changed(before: Mapping[str, Any] | None, segment: str, tag: str = "") -> Json:
    """What the form says in place of what it said before; any other part stays."""
    if segment or told(before)[0]:
        return condition_of(segment, tag)
    rest = {name: value for name, value in (before or {}).items() if name != "tag"}
    return {**rest, **condition_of("", tag)}
