"""Where a timeline's way parts, and what ends it: put in, changed, taken out of the draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Timeline
from campaigns.timelines.edit import put_fork, remove_fork, set_goal
from wedsync.dashboard.asked_of import changed
from wedsync.dashboard.asked_of import told as asked
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.fork_forms import ForkForm, ends, initial, lanes, refuse_loose
from wedsync.dashboard.meanwhile import Data, Line, nobody_overwrites, one, spelled
from wedsync.dashboard.timeline_steps import (
    GONE,
    anchors_for,
    draft_mark,
    seen_by,
    segments_of,
    timeline_of,
)
from wedsync.vendors.membership import Right

Json = dict[str, Any]
LATER = _("In the draft. Nothing changes before you publish it.")


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest, pk: UUID) -> HttpResponse:
    return _edited(request, timeline_of(request, pk), {})


def _lines(request: PageRequest, data: Data, pk: UUID, key: str) -> list[Line]:
    timeline = timeline_of(request, pk)
    return spelled(_form(request, timeline, data, _fork(timeline, key)))


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@nobody_overwrites(_lines, draft_mark)
def edit(request: PageRequest, pk: UUID, key: str) -> HttpResponse:
    timeline = timeline_of(request, pk)
    return _edited(request, timeline, _fork(timeline, key))


@vendor_required(Right.WRITE)
@require_POST
def remove(request: PageRequest, pk: UUID, key: str) -> HttpResponse:
    timeline = timeline_of(request, pk)
    refuse_loose(key, timeline.draft)
    remove_fork(timeline, key, seen=request.POST.get("seen", ""), actor=actor(request))
    messages.success(request, GONE)
    return redirect("timeline", pk)


def _goal(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    stored = asked(timeline_of(request, pk).draft.get("goal"))[0]
    said = data.get("segment", "") if data else stored
    return one(str(_("What ends it")), said, dict(segments_of(request)))


@vendor_required(Right.WRITE)
@require_POST
@nobody_overwrites(_goal, draft_mark)
def goal(request: PageRequest, pk: UUID) -> HttpResponse:
    """Whoever is in this audience has nothing more to hear; nobody: it goes on to its end."""
    timeline, segment = timeline_of(request, pk), request.POST.get("segment", "")
    if segment and segment not in dict(segments_of(request)):
        raise Http404(_("There is no such audience."))
    tree = changed(timeline.draft.get("goal"), segment)
    set_goal(timeline, tree, seen=request.POST.get("seen", ""), actor=actor(request))
    messages.success(request, LATER)
    return redirect("timeline", pk)


def _fork(timeline: Timeline, key: str) -> Json:
    for fork in timeline.draft.get("forks", ()):
        if fork["key"] == key:
            return dict(fork)
    raise Http404(_("There is no such fork in the draft."))


def _form(request: PageRequest, timeline: Timeline, data: Data, before: Json) -> ForkForm:
    forks = timeline.draft.get("forks", [])
    own = before.get("key", "")
    return ForkForm(
        data,
        anchors={
            **anchors_for(request, before.get("when", {}).get("anchor", "")),
            **ends(forks, own),
        },
        segments=segments_of(request),
        lanes=lanes(forks, own),
        initial=initial(before) if before else None,
    )


def _edited(request: PageRequest, timeline: Timeline, before: Json) -> HttpResponse:
    forks = timeline.draft.get("forks", [])
    form = _form(request, timeline, request.POST or None, before)
    if not form.is_valid():
        context: Json = {"timeline": timeline, "form": form, "fork": before}
        context |= {"seen": seen_by(request, timeline), "segments": segments_of(request)}
        return render(request, "timelines/fork.html", context, status=422 if form.is_bound else 200)
    taken = {one["key"] for one in (*forks, *timeline.draft.get("steps", ()))}
    seen = request.POST.get("seen", "")
    put_fork(timeline, form.fork(before, taken), seen=seen, actor=actor(request))
    messages.success(request, LATER)
    return redirect("timeline", timeline.pk)
