"""A model's words as suggestions for one's own: each slot taken into the draft, or refused.

What is taken is the vendor's from then on, for every couple, and leaves with the next version.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.db import transaction

from personalization.adopt import draft_of
from personalization.copy.slots import Place, Slot, slots_of
from personalization.models import Copy, Sketch
from personalization.sketch import put_wording, refuse_suggestion, sketch_of
from personalization.sketched import Json, from_json, kind_of, mark
from wedsync.lib.refusal import Refusal

TAKEN, REFUSED = "taken", "refused"


@transaction.atomic
def take_slot(copy: Copy, name: str, *, actor: str) -> None:
    """Raises Refusal: no such slot, or the draft says something else there by now."""
    slot, template = _slot(copy, name), copy.variant.version.template
    number, wording = _wording(sketch_of(template), copy)
    if said_at(wording, slot.place) != slot.human:
        raise Refusal("The draft says something else there by now: edit it by hand.", code="edited")
    after = deepcopy(wording)
    put_at(after, slot.place, copy.words[name])
    put_wording(template, number, from_json(after), seen=mark(wording), actor=actor)


def refuse_slot(copy: Copy, name: str, *, actor: str) -> None:
    """It isn't suggested any more while this draft is written. Raises Refusal."""
    slot = _slot(copy, name)
    refuse_suggestion(copy.variant.version.template, [str(copy.pk), slot.name], actor=actor)


def standings(copy: Copy, sketch: Sketch) -> dict[str, str]:
    """By slot: taken, refused, or "" where it may still be decided."""
    try:
        _, wording = _wording(sketch, copy)
    except Refusal:
        return {}
    return {slot.name: _standing(copy, slot, wording, sketch) for slot in _slots(copy)}


def said_at(wording: Mapping[str, Any], place: Place) -> object:
    """What stands there; None where nothing does any more."""
    at: Any = wording
    try:
        for step in place:
            at = at[step]
    except (KeyError, IndexError, TypeError):
        return None
    return at


def put_at(wording: Json, place: Place, text: str) -> None:
    at: Any = wording
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = text


def _standing(copy: Copy, slot: Slot, wording: Json, sketch: Sketch) -> str:
    if [str(copy.pk), slot.name] in sketch.refused:
        return REFUSED
    taken = sketch.begun and said_at(wording, slot.place) == copy.words[slot.name] != slot.human
    return TAKEN if taken else ""


def _slots(copy: Copy) -> list[Slot]:
    return [slot for slot in slots_of(draft_of(copy.variant)) if slot.name in copy.words]


def _slot(copy: Copy, name: str) -> Slot:
    for slot in _slots(copy):
        if slot.name == name:
            return slot
    raise Refusal("There is no such suggestion.", code="no_such_slot")


def _wording(sketch: Sketch, copy: Copy) -> tuple[int, Json]:
    """Of the same kind as the variant it rewords, and its number."""
    variant = copy.variant
    kind = variant.key, variant.channel, variant.language
    for number, one in enumerate(sketch.wordings, 1):
        if kind_of(one) == kind:
            return number, one
    raise Refusal("The draft has no such wording any more.", code="no_wording")
