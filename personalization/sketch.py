"""What a template will say next, while somebody writes it; nothing of it leaves before publish."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import now as current_time

from personalization.adopt import drafts_of
from personalization.draft import Draft
from personalization.models import Sketch, Template, TemplateVersion
from personalization.publish import MOST_VARIANTS, publish
from personalization.sketched import Json, from_json, kind_of, mark, to_json
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

BLANK = Draft(subject="", blocks=({"type": "text", "text": ""}, {"type": "signature"}))


def sketch_of(template: Template) -> Sketch:
    """The one that was begun, else one not saved yet that says what the template says now."""
    begun = Sketch.objects.filter(template=template).first()
    return begun or _fresh(template)


def drafts_in(sketch: Sketch) -> list[Draft]:
    return [from_json(one) for one in sketch.wordings]


@transaction.atomic
def create_template(
    vendor: Vendor, name: str, purpose: str, begun: Draft, *, actor: str
) -> Template:
    """One of the vendor's own that says nothing yet. Raises Refusal for a name that is taken."""
    if Template.objects.in_use().filter(vendor=vendor, name=name).exists():
        raise Refusal("You already have a template called '{name}'.", code="name_taken", name=name)
    made = Template.objects.create(vendor=vendor, name=name, purpose=purpose)
    record(vendor, "template.created", made, actor=actor)
    _save(Sketch(vendor=vendor, template=made, wordings=[]), [to_json(begun)], actor)
    return made


@transaction.atomic
def put_wording(template: Template, number: int, draft: Draft, *, seen: str, actor: str) -> Sketch:
    """In the place of the `number`-th, counted from 1; `seen` is the mark of what was looked at.

    Raises Refusal: somebody else was faster, or two wordings would be of one kind.
    """
    sketch = _unchanged(template, number, seen)
    others = [one for n, one in enumerate(sketch.wordings, 1) if n != number]
    _only_one(draft, others)
    wordings = list(sketch.wordings)
    wordings[number - 1] = to_json(draft)
    return _save(sketch, wordings, actor)


@transaction.atomic
def add_wording(template: Template, draft: Draft, *, actor: str) -> int:
    """Behind all others; returns its number. Raises Refusal."""
    sketch = _locked(template)
    if len(sketch.wordings) >= MOST_VARIANTS:
        raise Refusal(
            "A template has {most} wordings at most.", code="too_many", most=MOST_VARIANTS
        )
    _only_one(draft, sketch.wordings)
    return len(_save(sketch, [*sketch.wordings, to_json(draft)], actor).wordings)


@transaction.atomic
def drop_wording(template: Template, number: int, *, seen: str, actor: str) -> None:
    """Out of the draft; what is published keeps it. Raises Refusal."""
    sketch = _unchanged(template, number, seen)
    if len(sketch.wordings) == 1:
        raise Refusal("A template says something: change this wording instead.", code="last")
    _save(sketch, [one for n, one in enumerate(sketch.wordings, 1) if n != number], actor)


@transaction.atomic
def refuse_suggestion(template: Template, suggestion: list[str], *, actor: str) -> None:
    """Once is enough. Raises Refusal."""
    sketch = _locked(template)
    if suggestion not in sketch.refused:
        sketch.refused = [*sketch.refused, suggestion]
        _save(sketch, sketch.wordings, actor)


@transaction.atomic
def discard(template: Template, *, seen: str, actor: str) -> None:
    """As if nothing had been begun. Raises Refusal where it isn't what was looked at."""
    sketch = _seen(template, seen)
    if sketch.begun:
        sketch.delete()
        record(sketch.vendor_id, "template.discarded", template, actor=actor)


@transaction.atomic
def publish_sketch(template: Template, *, seen: str, note: str, actor: str) -> TemplateVersion:
    """A new version that says what the draft says. Raises Refusal: Unpublishable, or it changed."""
    sketch = _seen(template, seen)
    made = publish(template, drafts_in(sketch), note=note, actor=actor)
    Sketch.objects.filter(template=template).delete()
    return made


def mark_of(sketch: Sketch, latest: int) -> str:
    """Of the whole draft, and of the version it would follow."""
    return mark([sketch.wordings, latest])


def latest_of(template: Template) -> int:
    current = template.current
    return current.number if current else 0


def _seen(template: Template, seen: str) -> Sketch:
    sketch = _locked(template)
    if mark_of(sketch, latest_of(template)) != seen:
        raise Refusal(
            "Somebody changed this draft meanwhile: look at it again.", code="draft_changed"
        )
    return sketch


def _unchanged(template: Template, number: int, seen: str) -> Sketch:
    """Whose `number`-th wording is still the one that was looked at. Raises Refusal."""
    sketch = _locked(template)
    if not 1 <= number <= len(sketch.wordings) or mark(sketch.wordings[number - 1]) != seen:
        raise Refusal("Somebody changed this wording meanwhile.", code="draft_changed")
    return sketch


def _locked(template: Template) -> Sketch:
    """The template's row is the lock, for there may be no draft yet. Raises Refusal."""
    locked = Template.objects.select_for_update().filter(pk=template.pk).first()
    if locked is None:
        raise Refusal("This template belongs to the library. Copy it first.", code="not_yours")
    if locked.archived_at:
        raise Refusal("An archived template can't be changed.", code="archived")
    return sketch_of(locked)


def _fresh(template: Template) -> Sketch:
    current = template.current
    said: Sequence[Draft] = drafts_of(current) if current else ()
    wordings = [to_json(one) for one in said or (BLANK,)]
    number = current.number if current else 0
    return Sketch(vendor=template.vendor, template=template, wordings=wordings, based_on=number)


def _only_one(draft: Draft, others: Sequence[Json]) -> None:
    if (draft.key, draft.channel, draft.language) in map(kind_of, others):
        name = f"Variant {draft.key} ({draft.channel}, {draft.language})"
        raise Refusal("{name} is there already: choose another letter.", code="twice", name=name)


def _save(sketch: Sketch, wordings: list[Json], actor: str) -> Sketch:
    sketch.wordings, sketch.changed_by, sketch.changed_at = wordings, actor, current_time()
    sketch.save()
    record(sketch.vendor_id, "template.sketched", sketch.template, actor=actor)
    return sketch
