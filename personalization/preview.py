"""Look at a variant as somebody will get it on a day: the code that sends, without sending."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from personalization.compile import Compiled
from personalization.context import with_links
from personalization.copy.wording import wording
from personalization.fields import sample
from personalization.gather import gather
from personalization.liquid.errors import Unrenderable
from personalization.made_by import MadeBy, Occasion, made_by
from personalization.models import Variant
from personalization.render import Content, Values, missing, render, shown
from personalization.wording import wording_of
from wedsync.weddings.models import Person, Wedding

T = TypeVar("T")

UNSUBSCRIBE = "https://preview.invalid/unsubscribe"
PREFERENCES = "https://preview.invalid/preferences"


@dataclass(frozen=True)
class Condition:
    where: str
    when: str
    holds: bool


@dataclass(frozen=True)
class Preview:
    """`content` is None when this person would get nothing, for the `reason` given."""

    content: Content | None
    reason: str
    missing: tuple[str, ...]
    conditions: tuple[Condition, ...]
    made: MadeBy


def preview(variant: Variant, person: Person, wedding: Wedding | None, *, day: dt.date) -> Preview:
    """As this person would get it on `day`, a local day of the venue."""
    return preview_values(variant, values_on(day, person, wedding))


def values_on(day: dt.date, person: Person, wedding: Wedding | None) -> dict[str, Any]:
    """What a template reads of this person on that local day of the venue."""
    pair = (person.pk, wedding.pk if wedding else None)
    midday = dt.datetime.combine(day, dt.time(12), dt.UTC)
    context = gather([pair], person.vendor, midday)[pair]
    return replace(context, today=day).values()


def preview_sample(variant: Variant) -> Preview:
    """As an imaginary couple with every field filled in would get it."""
    return preview_values(variant, sample(variant.language.replace("-", "_")))


def preview_values(variant: Variant, values: Mapping[str, Any]) -> Preview:
    """From a frozen context what was kept with it; else measured now, their habits left out."""
    linked = with_links(values, unsubscribe=UNSUBSCRIBE, preferences=PREFERENCES)
    content: Content | None = None
    reason = ""
    try:
        content = render(wording(variant, values), linked)
    except Unrenderable as error:
        reason = error.reason
    return Preview(
        content=content,
        reason=reason,
        missing=_seen(missing, variant, linked),
        conditions=tuple(
            Condition(one["where"], one["when"], holds)
            for one, holds in zip(
                variant.compiled["conditions"], _seen(shown, variant, linked), strict=False
            )
        ),
        made=_made(variant, values),
    )


def _made(variant: Variant, values: Mapping[str, Any]) -> MadeBy:
    kept: MadeBy = values.get("made_by", {})
    if "parts" in kept:
        return kept
    occasion = Occasion(variant.compiled["purpose"], variant.channel)
    return made_by(wording_of(variant), values, occasion)


def _seen(
    look: Callable[[Compiled, Values], tuple[T, ...]], variant: Variant, values: Values
) -> tuple[T, ...]:
    """Nothing, where the values don't even let us look."""
    try:
        return look(variant.compiled, values)
    except Unrenderable:
        return ()
