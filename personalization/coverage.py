"""Before launch: for how many recipients can this be said, and what is missing for the others?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from personalization.compile import Compiled
from personalization.context import with_links
from personalization.fields import FIELDS
from personalization.liquid.errors import Unrenderable
from personalization.render import missing
from wedsync.lib.worded import worded

LINKS = {"links.unsubscribe", "links.preferences", "links.browser", "links.opt_in"}
LATER = "https://later.invalid/"  # the sender gives every message its own


@dataclass(frozen=True)
class Coverage:
    """`held` are positions of contexts that can't be rendered; `gaps` counts them by field."""

    total: int
    held: tuple[int, ...]
    gaps: Mapping[str, int]

    def sentences(self, what: str = "weddings") -> list[str]:
        """`venue is missing for 7 of 41 weddings: these are held.`, the biggest gap first."""
        return [
            worded(
                "{label} ({field}) is missing for {count} of {total} {what}: these are held.",
                label=FIELDS[field].label,
                field=field,
                count=count,
                total=self.total,
                what=what,
            )
            for field, count in self.gaps.items()
        ]


def coverage(compiled: Compiled, contexts: Iterable[Mapping[str, Any]]) -> Coverage:
    """Exactly what sending would hold: conditions around a field are taken at their word."""
    gaps: Counter[str] = Counter()
    held: list[int] = []
    total = 0
    for total, context in enumerate(contexts, 1):
        if absent := _absent(compiled, context):
            held.append(total - 1)
            gaps.update(absent)
    ordered = sorted(gaps.items(), key=lambda gap: (-gap[1], gap[0]))
    return Coverage(total, tuple(held), dict(ordered))


def lacking(contexts: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """By declared field that may be unknown, for how many of these it is."""
    unsure = [path for path, field in FIELDS.items() if not field.sure]
    gaps = Counter(dict.fromkeys(unsure, 0))
    for context in contexts:
        gaps.update(path for path in unsure if not _has(context, path))
    return dict(gaps)


def _absent(compiled: Compiled, context: Mapping[str, Any]) -> tuple[str, ...]:
    """Rendering is only asked when a field it can't do without has no value at all."""
    if all(_has(context, field) for field in _needed(compiled)):
        return ()
    try:
        return missing(compiled, with_links(context, unsubscribe=LATER, preferences=LATER))
    except Unrenderable:
        return ()  # stopped for another reason, which the message itself will tell


def _needed(compiled: Compiled) -> set[str]:
    """What is printed without a fallback, and what always should have a value."""
    sure = {field for field in compiled["fields"] if FIELDS[field].sure}
    return {*compiled["required"], *sure} - LINKS


def _has(context: Mapping[str, Any], field: str) -> bool:
    group, _, name = field.partition(".")
    return context.get(group, {}).get(name) not in (None, "")
