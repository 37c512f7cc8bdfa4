"""One wording of a draft, written block by block with its looks beside it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from campaigns.models import Segment
from personalization.difference import differences
from personalization.draft import Draft
from personalization.forms import FORMS, MOST_VARIABLES
from personalization.models import Template
from personalization.preview import values_on
from personalization.sketch import put_wording, sketch_of
from personalization.sketched import from_json, mark
from wedsync.dashboard import letters
from wedsync.dashboard.block_rows import changed
from wedsync.dashboard.block_shown import KINDS, Shown, marks, shown
from wedsync.dashboard.door import CONFLICT, PageRequest, actor, vendor_required
from wedsync.dashboard.field_list import fields_by_group
from wedsync.dashboard.previews import near, reader_of
from wedsync.dashboard.sketch_forms import read_draft, variables_in
from wedsync.dashboard.sketch_sight import Sight, looked_at, sight_of
from wedsync.dashboard.sketches import own, stored
from wedsync.dashboard.text_costs import costs_of
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told
from wedsync.vendors.membership import Right
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Role, Wedding

MOST_SEGMENTS = 200
VARIABLES = "variables"
Context = dict[str, Any]
NESTED = [kind for kind in KINDS if kind != "columns"]


@dataclass(frozen=True)
class Desk:
    """A wording being edited: what is stored of it, and what stands in the form."""

    request: PageRequest
    template: Template
    number: int
    stored: Mapping[str, Any]
    draft: Draft

    @property
    def action(self) -> str:
        return self.request.POST.get("do", "")


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    desk = _desk(request, pk, number)
    if request.method != "POST":
        return _page(desk)
    return _half(desk) if desk.action else _saved(desk)


@vendor_required(Right.WRITE)
@require_POST
def sight(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    """How what stands in the form looks, and what is wrong at each of its places."""
    context = _looks(_desk(request, pk, number)) | {"part": True}
    return render(request, "sketches/_sight.html", context)


@letters.framed
@vendor_required(Right.WRITE)
@require_safe
def letter(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    """The mail and nothing else: as it was just looked at, else as it was saved."""
    desk = _desk(request, pk, number)
    if html := looked_at(request.vendor.pk, request.GET.get("look", "")):
        return HttpResponse(html)
    content = sight_of(desk.draft, desk.template.purpose, None, request.vendor.pk).content
    if content is None or not content.html:
        raise Http404(_("There is nothing to show."))
    return letters.page(content)


def _desk(request: PageRequest, pk: UUID, number: int) -> Desk:
    """Raises Http404."""
    template = own(request, pk)
    kept = stored(sketch_of(template), number)
    before = from_json(kept)
    draft = read_draft(request.POST, before) if request.method == "POST" else before
    return Desk(request, template, number, kept, draft)


def _saved(desk: Desk) -> HttpResponse:
    """What was typed stays where somebody else was faster, with what they made of it."""
    request, template = desk.request, desk.template
    seen = request.POST.get("seen", "")
    try:
        put_wording(template, desk.number, desk.draft, seen=seen, actor=actor(request))
    except Refusal as refusal:
        changed_by = refusal.code == "draft_changed"
        found = differences([from_json(desk.stored)], [desk.draft]) if changed_by else []
        return _page(desk, status=CONFLICT, refusal=told(refusal), differences=found)
    messages.success(request, _("Saved in the draft. Nothing changes before you publish it."))
    if request.POST.get("then") == "draft":
        return redirect("template-draft", template.pk)
    return redirect("template-wording", template.pk, desk.number)


def _half(desk: Desk) -> HttpResponse:
    """What is in the form after a button of its blocks: not saved."""
    if desk.request.htmx and desk.action == VARIABLES:
        return render(desk.request, "sketches/_variables.html", _looks(desk))
    blocks, focus = changed(list(map(dict, desk.draft.blocks)), desk.action)
    after = replace(desk, draft=replace(desk.draft, blocks=blocks))
    if not desk.request.htmx:
        return _page(after, focus=focus, seen=desk.request.POST.get("seen", ""))
    looks = _looks(after)
    context = looks | {"blocks": _shown(after.draft, looks["sight"], focus)}
    response = render(desk.request, "sketches/_blocks.html", context)
    return trigger_client_event(response, "blocks", after="settle")


def _page(desk: Desk, *, focus: str = "", status: int = 200, **also: Any) -> HttpResponse:
    looks = _looks(desk)
    context = looks | {
        "seen": mark(desk.stored),
        "form_of": FORMS[desk.draft.channel],
        "blocks": _shown(desk.draft, looks["sight"], focus),
        "groups": fields_by_group(),
        **also,
    }
    return render(desk.request, "sketches/wording.html", context, status=status)


def _looks(desk: Desk) -> Context:
    """What both the page and its moving parts show."""
    request, draft, vendor = desk.request, desk.draft, desk.request.vendor
    wedding = _wedding(request)
    reader = reader_of(vendor, wedding, Role.PARTNER_A.value)
    today = local_day(current_time(), ZoneInfo(vendor.timezone))
    values = values_on(today, reader, wedding) if reader else None
    seen = sight_of(draft, desk.template.purpose, values, vendor.pk)
    return {
        "template": desk.template,
        "number": desk.number,
        "draft": draft,
        "sight": seen,
        "marks": _marks(draft, seen),
        "reader": reader,
        "couple": str(wedding.pk) if wedding else "",
        "couples": near(vendor, today, ""),
        "kinds": [(kind, KINDS[kind]) for kind in FORMS[draft.channel].blocks],
        "nested": [(kind, KINDS[kind]) for kind in NESTED],
        "variables": _variables(draft, seen),
        **_money(request, seen),
    }


def _marks(draft: Draft, seen: Sight) -> list[tuple[str, Sequence[str]]]:
    """By id whatever of the page may have something wrong with it."""
    variables = [f"variable-{n}" for n in range(1, len(draft.variables) + 1)]
    names = ["subject", "preheader", "template", *variables]
    headers = [(name, seen.wrong.get(name, ())) for name in names]
    return headers + marks(_shown(draft, seen))


def _shown(draft: Draft, seen: Sight, focus: str = "") -> list[Shown]:
    return shown(list(map(dict, draft.blocks)), seen.wrong, focus)


def _wedding(request: PageRequest) -> Wedding | None:
    asked = request.POST.get("couple", "")
    with suppress(ValueError, ValidationError):
        ours = Wedding.objects.filter(vendor=request.vendor).select_related("client")
        return ours.filter(pk=UUID(asked)).first()
    return None


def _variables(draft: Draft, seen: Sight) -> list[tuple[str, str, Any]]:
    """Number (as text), what is said there, and what is wrong with it."""
    many = max(variables_in(draft.body), len(draft.variables))
    given = [*draft.variables, *([""] * (many - len(draft.variables)))][:MOST_VARIABLES]
    return [(str(n), text, seen.wrong.get(f"variable-{n}", ())) for n, text in enumerate(given, 1)]


def _money(request: PageRequest, seen: Sight) -> Context:
    """Of a text message: for whom, and what it costs."""
    if seen.text is None:
        return {}
    audience: UUID | None = None
    with suppress(ValueError):
        audience = UUID(request.POST.get("audience", ""))
    ours = Segment.objects.filter(vendor=request.vendor).order_by("name", "id")
    return {
        "costs": costs_of(request.vendor, seen.text.cut.count, audience, current_time()),
        "audiences": ours.values_list("pk", "name")[:MOST_SEGMENTS],
        "audience": audience,
    }
