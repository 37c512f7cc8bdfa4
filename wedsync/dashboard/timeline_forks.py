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
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.fork_forms import ForkForm, ends, initial, lanes, refuse_loose
from wedsync.dashboard.timeline_steps import GONE, anchors_for, seen_by, segments_of, timeline_of
from wedsync.vendors.membership import Right

Json = dict[str, Any]
LATER = _("In the draft. Nothing changes before you publish it.")


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest, pk: UUID) -> HttpResponse:
    return _edited(request, timeline_of(request, pk), {})


@vendor_required(Right.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PageRequest, pk: UUID, key: str) -> HttpResponse:
    timeline = timeline_of(request, pk)
    found = next((one for one in timeline.draft.get("forks", ()) if one["key"] == key), None)
    if found is None:
        raise Http404(_("There is no such fork in the draft."))
    return _edited(request, timeline, dict(found))


@vendor_required(Right.WRITE)
@require_POST
def remove(request: PageRequest, pk: UUID, key: str) -> HttpResponse:
    timeline = timeline_of(request, pk)
    refuse_loose(key, timeline.draft)
    remove_fork(timeline, key, seen=request.POST.get("seen", ""), actor=actor(request))
    messages.success(request, GONE)
    return redirect("timeline", pk)


@vendor_required(Right.WRITE)
@require_POST
def goal(request: PageRequest, pk: UUID) -> HttpResponse:
    """Whoever is in this audience has nothing more to hear; nobody: it goes on to its end."""
    timeline, segment = timeline_of(request, pk), request.POST.get("segment", "")
    if segment and segment not in dict(segments_of(request)):
        raise Http404(_("There is no such audience."))
    tree = changed(timeline.draft.get("goal"), segment)
    set_goal(timeline, tree, seen=request.POST.get("seen", ""), actor=actor(request))
    messages.success(request, LATER)
    return redirect("timeline", pk)


def _edited(request: PageRequest, timeline: Timeline, before: Json) -> HttpResponse:
    forks = timeline.draft.get("forks", [])
    own = before.get("key", "")
    form = ForkForm(
        request.POST or None,
        anchors={
            **anchors_for(request, before.get("when", {}).get("anchor", "")),
            **ends(forks, own),
        },
        segments=segments_of(request),
        lanes=lanes(forks, own),
        initial=initial(before) if before else None,
    )
    if not form.is_valid():
        context: Json = {"timeline": timeline, "form": form, "fork": before}
        context |= {"seen": seen_by(request, timeline), "segments": segments_of(request)}
        return render(request, "timelines/fork.html", context, status=422 if form.is_bound else 200)
    taken = {one["key"] for one in (*forks, *timeline.draft.get("steps", ()))}
    seen = request.POST.get("seen", "")
    put_fork(timeline, form.fork(before, taken), seen=seen, actor=actor(request))
    messages.success(request, LATER)
    return redirect("timeline", timeline.pk)
