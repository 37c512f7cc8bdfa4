"""Audiences: conditions under a name, edited with the people they mean in view."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from campaigns.models import Segment
from campaigns.segments.keep import LONGEST, change, create, delete, used_by
from campaigns.segments.parse import parse
from campaigns.segments.registry import fields, kinds
from campaigns.segments.sample import count_and_sample
from campaigns.segments.scope_of import scope_of
from campaigns.segments.tree import And
from campaigns.segments.words import sentences
from wedsync.dashboard.condition_json import of_tree, to_json
from wedsync.dashboard.condition_line import conditions_line
from wedsync.dashboard.condition_rows import numbered, shown
from wedsync.dashboard.conditions import Group, Row, changed, read
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, one
from wedsync.dashboard.mentions import names_in, offers_for
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import translated
from wedsync.vendors.membership import Right, may

INVALID = 422


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    ours = Segment.objects.filter(vendor=request.vendor)
    page = page_of(ours, ["name", "id"], request.GET.get("after", ""))
    trees = [_tree(segment) for segment in page.rows]
    names = names_in(request.vendor, [tree for tree in trees if tree])
    rows = [
        (segment, sentences(tree, fields(), names, translated) if tree else None)
        for segment, tree in zip(page.rows, trees, strict=True)
    ]
    context = {"page": page, "rows": rows, "may_write": may(request.membership, Right.WRITE)}
    return render(request, "segments/index.html", context)


@vendor_required(Right.WRITE)
def new(request: PageRequest) -> HttpResponse:
    if request.method == "POST":
        return _posted(request, None)
    return _page(request, None, "", Group("all", (Row(),)))


def _lines(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    segment = get_object_or_404(held(request, Segment.objects.filter(vendor=request.vendor)), pk=pk)
    name, group = segment.name, _stored(segment)
    if data:
        name, group = data.get("name", ""), read(request.POST.lists())
    return [*one(str(_("Name")), name.strip()), conditions_line(request.vendor, group)]


@vendor_required()
@require_safe
@nobody_overwrites(_lines)
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    segment = get_object_or_404(Segment, vendor=request.vendor, pk=pk)
    return _page(request, segment, segment.name, _stored(segment))


@vendor_required(Right.WRITE)
@require_POST
@nobody_overwrites(_lines)
def save(request: PageRequest, pk: UUID) -> HttpResponse:
    return _posted(request, get_object_or_404(Segment, vendor=request.vendor, pk=pk))


@vendor_required(Right.WRITE)
@require_POST
def remove(request: PageRequest, pk: UUID) -> HttpResponse:
    segment = get_object_or_404(Segment, vendor=request.vendor, pk=pk)
    delete(segment, actor=actor(request))
    messages.success(request, _("“{name}” is removed.").format(name=segment.name))
    return redirect("segments")


@vendor_required()
@require_POST
def conditions(request: PageRequest) -> HttpResponse:
    """The rows after a button or a choice, for whichever form they stand in."""
    action = request.POST.get("do", "")
    group = changed(read(request.POST.lists()), action)
    offers = offers_for(request.vendor, group, _own(request))
    context = {"conditions": shown(group, offers, fresh=action.startswith(("add", "group")))}
    response = render(request, "segments/_conditions.html", context)
    return trigger_client_event(response, "conditions", after="settle")


@vendor_required()
@require_safe
def reach(request: PageRequest) -> HttpResponse:
    """How many people the rows mean right now, and the first of them."""
    found = _reached(request, read(request.GET.lists()))
    return render(request, "segments/_reach.html", {"reach": found})


def _reached(request: PageRequest, group: Group) -> dict[str, Any]:
    """What is counted; or the problem, and where it stands."""
    try:
        tree = parse(to_json(group), kinds())
    except Refusal as refusal:
        where, sentence = numbered(refusal.reason)
        return {"where": where, "problem": sentence}
    scope = scope_of(request.vendor, current_time())
    return {"counted": count_and_sample(tree, request.vendor, scope)}


def _posted(request: PageRequest, segment: Segment | None) -> HttpResponse:
    """Saved; or, after a button of the rows without a script, shown again."""
    name, group = request.POST.get("name", ""), read(request.POST.lists())
    if action := request.POST.get("do"):
        return _page(request, segment, name, changed(group, action))
    try:
        tree = parse(to_json(group), kinds())
        segment = _kept(request, segment, name, tree)
    except Refusal as refusal:
        return _page(request, segment, name, group, refusal.reason)
    messages.success(request, _("“{name}” is saved.").format(name=segment.name))
    return redirect("segment", segment.pk)


def _kept(request: PageRequest, segment: Segment | None, name: str, tree: And) -> Segment:
    if segment is None:
        return create(request.vendor, name, tree, actor=actor(request))
    change(segment, name, tree, actor=actor(request))
    return segment


def _page(
    request: PageRequest, segment: Segment | None, name: str, group: Group, problem: str = ""
) -> HttpResponse:
    where, sentence = numbered(problem)
    offers = offers_for(request.vendor, group, segment.pk if segment else None)
    context = {
        "segment": segment,
        "name": name,
        "longest": LONGEST,
        "conditions": shown(group, offers, problem),
        "where": where,
        "problem": sentence,
        "reach": _reached(request, group),
        "users": used_by(segment) if segment else [],
        "may_write": may(request.membership, Right.WRITE),
    }
    return render(request, "segments/form.html", context, status=INVALID if problem else 200)


def _tree(segment: Segment) -> And | None:
    """None where it can't be read any more."""
    try:
        return parse(segment.tree, kinds())
    except Refusal:
        return None


def _stored(segment: Segment) -> Group:
    tree = _tree(segment)
    return of_tree(tree) if tree else Group()


def _own(request: PageRequest) -> UUID | None:
    """The segment that is edited: it can't be chosen as a part of itself."""
    try:
        return UUID(request.POST.get("segment", ""))
    except ValueError:
        return None
