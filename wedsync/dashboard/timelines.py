"""Timelines: the list, one on its ruler, its versions, and the hand on its brake."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.models import Entry, Inside, PlannedStep, Timeline
from campaigns.timeline import Stand
from campaigns.timeline.codec import from_json
from campaigns.timelines import publish as publishing
from campaigns.timelines.edit import create, mark, set_entry
from campaigns.timelines.from_library import start_from_library
from campaigns.timelines.hold import pause_timeline, resume_timeline
from personalization.models import Template
from wedsync.dashboard.asked_of import told
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import CONFLICT, PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, one
from wedsync.dashboard.ruler import Stretch, ruler, said
from wedsync.dashboard.step_differ import compared
from wedsync.dashboard.timeline_forms import NameForm
from wedsync.dashboard.timeline_steps import segments_of
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may

MOST_VERSIONS = 50
ENTRIES = (
    (Entry.BY_HAND.value, _("When somebody puts it in by hand")),
    (Entry.INQUIRY.value, _("When a couple asks")),
    (Entry.BOOKED.value, _("When a couple books")),
)


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    page = page_of(_timelines(request), ["name", "id"], request.GET.get("after", ""))
    ids = [one.pk for one in page.rows]
    active = Count("enrollments", filter=Q(enrollments__state=Inside.ACTIVE))
    counts = Timeline.objects.filter(pk__in=ids).order_by().annotate(active=active)
    inside = dict(counts.values_list("pk", "active"))
    coming = PlannedStep.objects.filter(enrollment__timeline__in=ids, state=Stand.PLANNED.value)
    due = coming.order_by().values("enrollment__timeline").annotate(first=Min("due_at"))
    first = dict(due.values_list("enrollment__timeline", "first"))
    rows = [(one, inside[one.pk], first.get(one.pk)) for one in page.rows]
    context = {"page": page, "rows": rows, "form": NameForm(), **_rights(request)}
    return render(request, "timelines/index.html", context)


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    timeline = _timeline(request, pk)
    versions = list(timeline.versions.order_by("-number")[:MOST_VERSIONS])
    published = versions[0].definition if versions else {}
    context = {
        "timeline": timeline,
        "stretches": _ruler(timeline.draft),
        "versions": versions,
        "unpublished": not versions or _differs(timeline.draft, published),
        "seen": mark(timeline.draft),
        "forks": _forks(timeline.draft),
        "segments": segments_of(request),
        "goal": told(timeline.draft.get("goal"))[0],
        "entries": ENTRIES,
        "inside": timeline.enrollments.filter(state=Inside.ACTIVE).count(),
        **_rights(request),
    }
    return render(request, "timelines/show.html", context)


@vendor_required(Right.WRITE)
@require_POST
def new(request: PageRequest) -> HttpResponse:
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the timeline a name."))
        return redirect("timelines")
    made = create(request.vendor, form.cleaned_data["name"], {"steps": []}, actor=actor(request))
    return redirect("timeline", made.pk)


@vendor_required(Right.WRITE)
@require_POST
def library(request: PageRequest) -> HttpResponse:
    made = start_from_library(request.vendor, actor=actor(request))
    messages.success(request, _("A draft, made of the library. Look through it, then publish it."))
    return redirect("timeline", made.pk)


@vendor_required()
@require_safe
def version(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    """What this version changed of the one before it."""
    timeline = _timeline(request, pk)
    found = timeline.versions.filter(number__in=(number, number - 1)).order_by("-number")
    both = list(found)
    if not both or both[0].number != number:
        raise Http404(_("There is no such version."))
    before = both[1].definition if len(both) > 1 else {"steps": []}
    context = {
        "timeline": timeline,
        "version": both[0],
        "stretches": _ruler(both[0].definition),
        "changes": compared(before, both[0].definition, _names(before, both[0].definition)),
    }
    return render(request, "timelines/version.html", context)


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PageRequest, pk: UUID) -> HttpResponse:
    """Asked, it shows who is inside and what would become of them; posted, it publishes the draft
    that was looked at. Where that is another by now, it shows both and asks again."""
    timeline = _timeline(request, pk)
    if request.method != "POST":
        return _publishing(request, timeline)
    looked_at = drafted(request.POST.get("draft", ""))
    move, seen = request.POST.get("move") != "no", mark(looked_at) if looked_at else ""
    try:
        made = publishing.publish(
            timeline, current_time(), actor=actor(request), move=move, seen=seen
        )
    except Refusal as refusal:
        if refusal.code != "draft_changed":
            raise
        return _publishing(request, _timeline(request, pk), looked_at)
    messages.success(request, _("Published as {made}.").format(made=made))
    return redirect("timeline", pk)


def drafted(text: str) -> dict[str, Any]:
    """A draft as its page carried it; {} for none. Raises Refusal for what is no draft."""
    try:
        draft = json.loads(text or "{}")
    except ValueError:
        draft = None
    if not isinstance(draft, dict):
        raise Refusal("Look at the draft again, then publish it.", code="not_a_draft")
    if draft:
        from_json(draft)
    return draft


def _publishing(
    request: PageRequest, timeline: Timeline, looked_at: dict[str, Any] | None = None
) -> HttpResponse:
    """`looked_at`: the draft that somebody else has changed meanwhile."""
    last = timeline.versions.order_by("-number").first()
    before, now = last.definition if last else {"steps": []}, timeline.draft
    context = {
        "timeline": timeline,
        "preview": publishing.preview(timeline),
        "changes": compared(before, now, _names(before, now)),
        "draft": json.dumps(now),
        "late": looked_at is not None,
        "since": compared(looked_at, now, _names(looked_at, now)) if looked_at else [],
    }
    status = CONFLICT if looked_at else 200
    return render(request, "timelines/publish.html", context, status=status)


def _entry(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Timeline.objects.filter(vendor=request.vendor))
    entry = data.get("entry", "") if data else get_object_or_404(ours, pk=pk).entry
    return one(str(_("A wedding comes in")), entry, dict(ENTRIES))


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_entry)
def enter_by(request: PageRequest, pk: UUID) -> HttpResponse:
    entry = request.POST.get("entry", "")
    if entry not in Entry.values:
        raise Http404(_("Nobody comes in that way."))
    set_entry(_timeline(request, pk), Entry(entry), actor=actor(request))
    messages.success(request, _("Saved. Who is inside stays inside."))
    return redirect("timeline", pk)


@vendor_required(Right.SEND)
@require_POST
def halt(request: PageRequest, pk: UUID) -> HttpResponse:
    pause_timeline(_timeline(request, pk), current_time(), actor=actor(request))
    messages.success(request, _("Paused: everybody stays inside, and nothing leaves."))
    return redirect("timeline", pk)


@vendor_required(Right.SEND)
@require_POST
def go_on(request: PageRequest, pk: UUID) -> HttpResponse:
    resume_timeline(_timeline(request, pk), current_time(), actor=actor(request))
    messages.success(request, _("It goes on. What came due meanwhile is up to its late policy."))
    return redirect("timeline", pk)


def _ruler(definition: dict[str, Any]) -> list[Stretch]:
    return ruler(*from_json(definition), _names(definition)) if definition else []


def _forks(definition: dict[str, Any]) -> list[dict[str, str]]:
    forks = from_json(definition)[0].forks if definition else ()
    return [{"key": one.key, "kind": one.kind.value, "when": said(one.when)} for one in forks]


def _names(*definitions: dict[str, Any]) -> dict[UUID, str]:
    wanted = {step["template"] for one in definitions for step in one.get("steps", ())}
    return dict(Template.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _differs(draft: dict[str, Any], published: dict[str, Any]) -> bool:
    return from_json(draft) != from_json(published)


def _timelines(request: PageRequest) -> QuerySet[Timeline]:
    return Timeline.objects.filter(vendor=request.vendor, archived_at=None)


def _timeline(request: PageRequest, pk: UUID) -> Timeline:
    return get_object_or_404(_timelines(request), pk=pk)


def _rights(request: PageRequest) -> dict[str, bool]:
    return {
        "may_write": may(request.membership, Right.WRITE),
        "may_send": may(request.membership, Right.SEND),
    }
