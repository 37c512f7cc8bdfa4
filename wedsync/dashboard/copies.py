"""AI copy of a template: who lets it leave, what was written, and what it cost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.timezone import localdate
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from personalization import tasks
from personalization.adopt import draft_of
from personalization.approval import JUDGEABLE
from personalization.copy.access import way_for
from personalization.copy.bucket import Bucket
from personalization.copy.cost import CHANNEL
from personalization.copy.judge import approve_copy, reject_copy
from personalization.copy.set_policy import set_policy
from personalization.copy.slots import Part, slots_of
from personalization.copy.spent import spent_on
from personalization.copy.suggest import refuse_slot, standings, take_slot
from personalization.copy.want import want_copies
from personalization.models import Copy, Sketch, Template, WriterAccount
from personalization.sketch import sketch_of
from wedsync.billing.left import budget_left
from wedsync.billing.money import format_money
from wedsync.dashboard.copy_forms import PolicyForm, WantForm
from wedsync.dashboard.copy_settings import BudgetForm, KeyForm, limit_now
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.deciders import deciders
from wedsync.dashboard.differ import Beside, beside
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.limit_lines import limits_mark
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told, translated
from wedsync.lib.worded import worded
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

MOST_SHOWN = 60
PARTS = {
    Part.SUBJECT: worded("subject"),
    Part.PREHEADER: worded("preheader"),
    Part.HEADING: worded("heading"),
    Part.PARAGRAPHS: worded("paragraphs"),
    Part.CALL_TO_ACTION: worded("call to action"),
    Part.SMS_TEXT: worded("sms text"),
}


class Side(NamedTuple):
    """One slot: `standing` says what became of it as a suggestion for the draft."""

    name: str
    part: str
    words: Beside
    standing: str


@dataclass(frozen=True)
class Shown:
    """A copy as the page shows it: for whom, and its words beside the human ones."""

    copy: Copy
    label: str
    beside: tuple["Side", ...]
    judgeable: bool
    decider: str = ""


@vendor_required()
@require_safe
@nobody_overwrites(limit_now, limits_mark)
def index(request: PageRequest) -> HttpResponse:
    """The vendor's own templates, and what a month's copy may cost."""
    ours = Template.objects.in_use().filter(vendor=request.vendor).with_latest()
    page = page_of(ours, ["name", "id"], request.GET.get("after", ""))
    context = {
        "page": page,
        "trouble": _trouble(request.vendor),
        "may_own": may(request.membership, Right.OWN),
        "account": WriterAccount.objects.filter(vendor=request.vendor).first(),
        "key_form": KeyForm(),
        "budget_form": BudgetForm(),
        **_money(request.vendor),
    }
    return render(request, "copies/index.html", context)


def _lines(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Template.objects.filter(vendor=request.vendor))
    template = get_object_or_404(ours, pk=pk)
    return spelled(PolicyForm(data) if data else PolicyForm.of(template))


@vendor_required()
@require_safe
@nobody_overwrites(_lines)
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    template = _template(request, pk)
    return render(request, "copies/show.html", _context(request, template, PolicyForm.of(template)))


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_lines)
def policy(request: PageRequest, pk: UUID) -> HttpResponse:
    template, form = _template(request, pk), PolicyForm(request.POST)
    if not form.is_valid():
        context = _context(request, template, form)
        return render(request, "copies/show.html", context, status=422)
    set_policy(template, **form.cleaned_data, actor=actor(request))
    return redirect("copy", pk)


@vendor_required(Right.WRITE)
@require_POST
def want(request: PageRequest, pk: UUID) -> HttpResponse:
    form = WantForm(request.POST)
    stage = form.cleaned_data["stage"] if form.is_valid() else ""
    asked = want_copies(
        _template(request, pk), actor=actor(request), now=current_time(), stage=stage
    )
    later(tasks.write_copies)
    words = (
        _("Asked for {asked}. They are here in a minute.").format(asked=asked)
        if asked
        else _("All of it is here.")
    )
    messages.success(request, words)
    return redirect("copy", pk)


@vendor_required(Right.SEND)
@require_POST
def approve(request: PageRequest, pk: UUID) -> HttpResponse:
    return _judged(request, pk, approve_copy)


@vendor_required(Right.SEND)
@require_POST
def reject(request: PageRequest, pk: UUID) -> HttpResponse:
    return _judged(request, pk, reject_copy)


def _judged(request: PageRequest, pk: UUID, verb: Callable[..., None]) -> HttpResponse:
    ours = Copy.objects.filter(vendor=request.vendor).select_related("variant__version")
    copy = get_object_or_404(ours, pk=pk)
    verb(copy, actor=actor(request), now=current_time())
    return redirect("copy", copy.variant.version.template_id)


@vendor_required(Right.WRITE)
@require_POST
def suggestion(request: PageRequest, pk: UUID, slot: str) -> HttpResponse:
    """One slot: into the draft, or out of sight."""
    ours = Copy.objects.filter(vendor=request.vendor).select_related("variant__version__template")
    copy = get_object_or_404(ours, pk=pk)
    template = copy.variant.version.template_id
    if request.POST.get("do") == "refuse":
        refuse_slot(copy, slot, actor=actor(request))
    else:
        take_slot(copy, slot, actor=actor(request))
        messages.success(request, _("In the draft. Nothing changes before you publish it."))
    return redirect(f"{resolve_url('copy', template)}#copy-{copy.pk}")


def _template(request: PageRequest, pk: UUID) -> Template:
    return get_object_or_404(Template, vendor=request.vendor, pk=pk)


def _context(request: PageRequest, template: Template, form: PolicyForm) -> dict[str, Any]:
    current, sketch = template.current, sketch_of(template)
    found = Copy.objects.filter(variant__version=current).select_related("variant")[:MOST_SHOWN]
    names = deciders(request.vendor, [copy.decided_by for copy in found])
    return {
        "template": template,
        "version": current,
        "form": form,
        "want_form": WantForm(),
        "copies": [_shown(copy, sketch, names.get(copy.decided_by, "")) for copy in found],
        "cost": [format_money(money) for money in spent_on(template)],
        "trouble": _trouble(request.vendor),
        "may_write": may(request.membership, Right.WRITE),
        "may_send": may(request.membership, Right.SEND),
        **_money(request.vendor),
    }


def _shown(copy: Copy, sketch: Sketch, decider: str) -> Shown:
    slots, standing = slots_of(draft_of(copy.variant)), standings(copy, sketch)
    return Shown(
        copy=copy,
        label=", ".join(map(translated, Bucket.parse(copy.bucket).label.split(", "))),
        beside=tuple(
            Side(
                slot.name,
                translated(PARTS[slot.part]),
                beside(slot.human, copy.words[slot.name]),
                standing.get(slot.name, ""),
            )
            for slot in slots
            if slot.name in copy.words
        ),
        judgeable=copy.state in JUDGEABLE,
        decider=decider,
    )


def _money(vendor: Vendor) -> dict[str, Any]:
    """Limits that cover copy this month, and what is left of each."""
    lefts = budget_left(vendor.pk, [CHANNEL], localdate())[CHANNEL]
    return {"lefts": [format_money(left.rest) for left in lefts]}


def _trouble(vendor: Vendor) -> str:
    """Why nothing can be written, or nothing."""
    try:
        way_for(vendor.pk)
    except Refusal as refusal:
        return told(refusal)
    return ""
