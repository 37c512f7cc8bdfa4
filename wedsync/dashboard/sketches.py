"""What a template will say next: its wordings while somebody writes them, and publishing them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from personalization.adopt import drafts_of
from personalization.difference import differences
from personalization.draft import Draft
from personalization.models import Sketch, Template
from personalization.publish import Unpublishable
from personalization.sketch import (
    BLANK,
    add_wording,
    create_template,
    discard,
    drafts_in,
    drop_wording,
    latest_of,
    mark_of,
    publish_sketch,
    sketch_of,
)
from personalization.sketched import mark
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.sketch_forms import NewForm, WordingForm
from wedsync.dashboard.sketch_sight import Sight, sight_of
from wedsync.vendors.membership import Right

INVALID = 422


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """A template of one's own from nothing."""
    form = NewForm(request.POST or None)
    if not form.is_valid():
        status = INVALID if form.is_bound else 200
        return render(request, "sketches/new.html", {"form": form}, status=status)
    chosen = form.cleaned_data
    begun = Draft(subject="", blocks=BLANK.blocks, channel=chosen["channel"])
    template = create_template(
        request.vendor, chosen["name"], chosen["purpose"], begun, actor=actor(request)
    )
    return redirect("template-wording", template.pk, 1)


@vendor_required(Right.WRITE)
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    """Its wordings, what each still lacks, and what publishing would change."""
    return _page(request, own(request, pk))


@vendor_required(Right.WRITE)
@require_POST
def add(request: PageRequest, pk: UUID) -> HttpResponse:
    template, form = own(request, pk), WordingForm(request.POST)
    if not form.is_valid():
        return _page(request, template, form, status=INVALID)
    draft = _begun(sketch_of(template), form.cleaned_data)
    number = add_wording(template, draft, actor=actor(request))
    return redirect("template-wording", pk, number)


@vendor_required(Right.WRITE)
@require_POST
def drop(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    template, seen = own(request, pk), request.POST.get("seen", "")
    drop_wording(template, number, seen=seen, actor=actor(request))
    messages.success(request, _("Out of the draft. What is published keeps it."))
    return redirect("template-draft", pk)


@vendor_required(Right.WRITE)
@require_POST
def throw_away(request: PageRequest, pk: UUID) -> HttpResponse:
    discard(own(request, pk), seen=request.POST.get("seen", ""), actor=actor(request))
    messages.success(request, _("The draft is gone. What is published stays as it is."))
    return redirect("template", pk)


@vendor_required(Right.WRITE)
@require_POST
def publish(request: PageRequest, pk: UUID) -> HttpResponse:
    template, given = own(request, pk), request.POST
    seen, note = given.get("seen", ""), given.get("note", "").strip()
    try:
        made = publish_sketch(template, seen=seen, note=note, actor=actor(request))
    except Unpublishable:
        return _page(request, template, tried=True, status=INVALID)
    messages.success(
        request, _("Published: from now on it says version {number}.").format(number=made.number)
    )
    return redirect("template", pk)


def own(request: PageRequest, pk: UUID) -> Template:
    """Raises Http404: nobody else's, the library's neither, and none that was put away."""
    ours = Template.objects.in_use().filter(vendor=request.vendor)
    return get_object_or_404(ours, pk=pk)


def stored(sketch: Sketch, number: int) -> Mapping[str, Any]:
    """Raises Http404."""
    if not 1 <= number <= len(sketch.wordings):
        raise Http404(_("There is no such wording in the draft."))
    found: Mapping[str, Any] = sketch.wordings[number - 1]
    return found


def _page(
    request: PageRequest,
    template: Template,
    form: WordingForm | None = None,
    *,
    tried: bool = False,
    status: int = 200,
) -> HttpResponse:
    sketch, current = sketch_of(template), template.current
    drafts, latest = drafts_in(sketch), latest_of(template)
    found = differences(drafts_of(current) if current else [], drafts)
    context = {
        "template": template,
        "sketch": sketch,
        "rows": _rows(request, template, sketch),
        "differences": [one for one in found if one.differs],
        "latest": latest,
        "behind": sketch.based_on != latest,
        "seen": mark_of(sketch, latest),
        "form": form or WordingForm(),
        "tried": tried,
    }
    return render(request, "sketches/show.html", context, status=status)


def _rows(
    request: PageRequest, template: Template, sketch: Sketch
) -> list[tuple[int, Draft, Sight, str]]:
    """Number, wording, how it looks, and the mark of it."""
    return [
        (number, draft, sight_of(draft, template.purpose, None, request.vendor.pk), mark(raw))
        for number, (draft, raw) in enumerate(
            zip(drafts_in(sketch), sketch.wordings, strict=True), 1
        )
    ]


def _begun(sketch: Sketch, chosen: Mapping[str, str]) -> Draft:
    """With the words of one on the same channel, where there is one to begin from."""
    channel, key, language = chosen["channel"], chosen["key"].upper(), chosen["language"]
    alike = [one for one in drafts_in(sketch) if one.channel == channel]
    before = alike[0] if alike else Draft(subject="", blocks=BLANK.blocks)
    return replace(before, channel=channel, key=key, language=language)
