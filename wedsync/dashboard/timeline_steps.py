"""One message of a timeline's draft: put it in, change it, take it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Segment, Timeline
from campaigns.timelines.edit import mark, put_step, remove_step
from wedsync.dashboard.campaign_plans import hours_told
from wedsync.dashboard.condition_line import conditions_line
from wedsync.dashboard.condition_rows import numbered, shown
from wedsync.dashboard.conditions import Group, changed, read
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.experiments import Panel, panel
from wedsync.dashboard.fork_forms import ends, lanes
from wedsync.dashboard.meanwhile import Line, nobody_overwrites, spelled
from wedsync.dashboard.mentions import offers_for
from wedsync.dashboard.ruler import ANCHORS
from wedsync.dashboard.step_conditions import UNREADABLE, condition_of, rows_of
from wedsync.dashboard.timeline_forms import StepForm, initial
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right
from wedsync.weddings.models import Milestone

Json = dict[str, Any]
GONE = _("Out of the draft. Nothing changes before you publish it.")
MOST_NAMES = 50
MOST_SEGMENTS = 200


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest, pk: UUID) -> HttpResponse:
    return _edited(request, timeline_of(request, pk), {})


def _lines(request: PageRequest, data: QueryDict | None, pk: UUID, key: str) -> list[Line]:
    timeline = timeline_of(request, pk)
    before = _step(timeline, key)
    form = _form(request, timeline, data, initial(before))
    rows = read(data.lists()) if data else _readable(before)
    return [*spelled(form), conditions_line(request.vendor, rows)]


def draft_mark(request: PageRequest, pk: UUID, **_where: str) -> str:
    return mark(timeline_of(request, pk).draft)


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@nobody_overwrites(_lines, draft_mark)
def edit(request: PageRequest, pk: UUID, key: str) -> HttpResponse:
    timeline = timeline_of(request, pk)
    return _edited(request, timeline, _step(timeline, key))


@vendor_required(Right.WRITE)
@require_POST
def remove(request: PageRequest, pk: UUID, key: str) -> HttpResponse:
    timeline = timeline_of(request, pk)
    seen = request.POST.get("seen", "")
    remove_step(timeline, key, seen=seen, actor=actor(request))
    messages.success(request, GONE)
    return redirect("timeline", pk)


def _edited(request: PageRequest, timeline: Timeline, before: Json) -> HttpResponse:
    rows, problem = _rows(request, before)
    if action := request.POST.get("do"):  # a button of the rows, without a script
        form = _form(request, timeline, None, request.POST.dict())
        return _shown(request, timeline, before, form, changed(rows, action))
    form = _form(request, timeline, request.POST or None, initial(before) if before else None)
    if not form.is_valid():
        return _shown(request, timeline, before, form, rows, problem)
    try:
        condition = condition_of(rows, before.get("condition"))
    except Refusal as refusal:
        return _shown(request, timeline, before, form, rows, refusal.reason)
    taken = {one["key"] for one in _parts(timeline)}
    step, seen = form.step(before, taken, condition), request.POST.get("seen", "")
    put_step(timeline, step, seen=seen, actor=actor(request))
    messages.success(request, _("In the draft. Nothing changes before you publish it."))
    return redirect("timeline", timeline.pk)


def _form(
    request: PageRequest, timeline: Timeline, data: QueryDict | None, shown_: Json | None
) -> StepForm:
    forks = timeline.draft.get("forks", [])
    hangs_on = (shown_ or {}).get("anchor", "")
    return StepForm(
        request.vendor,
        data,
        anchors={**anchors_for(request, hangs_on), **ends(forks)},
        lanes=lanes(forks),
        initial=shown_,
    )


def _rows(request: PageRequest, before: Json) -> tuple[Group, str]:
    """As they were posted, else as they stand in the draft; and why these can't be read."""
    if request.method == "POST":
        return read(request.POST.lists()), ""
    try:
        return rows_of(before.get("condition")), ""
    except Refusal:
        return Group(), UNREADABLE


def _readable(before: Json) -> Group:
    try:
        return rows_of(before.get("condition"))
    except Refusal:
        return Group()


def _shown(
    request: PageRequest,
    timeline: Timeline,
    before: Json,
    form: StepForm,
    rows: Group,
    problem: str = "",
) -> HttpResponse:
    where, sentence = numbered(problem)
    context = {
        "timeline": timeline,
        "form": form,
        "step": before,
        "seen": seen_by(request, timeline),
        "conditions": shown(rows, offers_for(request.vendor, rows), problem),
        "where": where,
        "problem": sentence,
        "experiment": _experiment(request, timeline, before),
        **(hours_told(request.vendor.pk) if before.get("best_hour") else {}),
    }
    refused = form.is_bound and (form.errors or problem)
    return render(request, "timelines/step.html", context, status=422 if refused else 200)


def _parts(timeline: Timeline) -> list[Json]:
    return [*timeline.draft.get("forks", ()), *timeline.draft.get("steps", ())]


def _experiment(request: PageRequest, timeline: Timeline, step: Json) -> Panel | None:
    return panel(f"timeline:{timeline.pk}:{step['key']}", request.vendor) if step else None


def seen_by(request: PageRequest, timeline: Timeline) -> str:
    """A form that came back still stands for the draft its author looked at."""
    return request.POST.get("seen") or mark(timeline.draft)


def anchors_for(request: PageRequest, hangs_on: str) -> dict[str, str]:
    """The usual ones, the vendor's own, and the one that this message hangs on."""
    ours = Milestone.objects.filter(vendor=request.vendor).order_by("name")
    own = ours.values_list("name", flat=True).distinct()[:MOST_NAMES]
    names = [*own, *([hangs_on] if hangs_on else [])]
    return {**{name: name.replace("_", " ") for name in names}, **ANCHORS}


def segments_of(request: PageRequest) -> list[tuple[str, str]]:
    rows = Segment.objects.filter(vendor=request.vendor).order_by("name", "id")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")[:MOST_SEGMENTS]]


def _step(timeline: Timeline, key: str) -> Json:
    for one in timeline.draft.get("steps", ()):
        if one["key"] == key:
            return dict(one)
    raise Http404(_("There is no such message in the draft."))


def timeline_of(request: PageRequest, pk: UUID) -> Timeline:
    ours = Timeline.objects.filter(vendor=request.vendor, archived_at=None)
    return get_object_or_404(ours, pk=pk)
