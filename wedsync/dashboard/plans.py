"""A wedding's plan on its page: what it got and will get, when and why; and a hand on each step."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from campaigns.models import Enrollment, Inside, PlannedStep, StepMessage
from campaigns.timeline import Reason, Slot, Stand
from campaigns.timelines.by_hand import as_planned, leave_out, set_time
from campaigns.timelines.enroll import enroll
from campaigns.timelines.names import names_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, Lines, held, nobody_overwrites
from wedsync.dashboard.plan_lines import Shown, ribbon
from wedsync.dashboard.reflow_forms import EnterForm, TimeForm
from wedsync.dashboard.templatetags.ui import moment
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import at_local
from wedsync.weddings.models import Precision, Wedding

MOST = 200
Verb = Callable[[PlannedStep, dt.datetime], None]


def plan_of(request: PageRequest, wedding: Wedding) -> dict[str, Any]:
    """What the page of a wedding needs to show its plan."""
    now = current_time()
    rows = list(_steps(request.vendor).filter(wedding=wedding).order_by("due_at", "id")[:MOST])
    lines = _shown(rows)
    return {
        "plan": lines,
        "inside": _inside(wedding),
        "ribbon": ribbon(lines, wedding_noon(wedding, request.vendor), now),
        "may_send": may(request.membership, Right.SEND),
        "enter_form": EnterForm(request.vendor),
        "venue_zone": ZoneInfo(wedding.timezone or request.vendor.timezone),
    }


def _inside(wedding: Wedding) -> list[Enrollment]:
    """The timelines that it can be taken out of."""
    theirs = Enrollment.objects.filter(vendor=wedding.vendor_id, wedding=wedding)
    going = theirs.exclude(state=Inside.EXITED).select_related("timeline")
    return list(going.order_by("timeline__name", "id"))


@vendor_required(Right.SEND)
@require_POST
def enter(request: PageRequest, pk: UUID) -> HttpResponse:
    """Bring a wedding into a timeline by hand."""
    wedding = get_object_or_404(Wedding, vendor=request.vendor, pk=pk)
    form = EnterForm(request.vendor, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a timeline."))
        return redirect("wedding", pk)
    came = enroll(form.cleaned_data["timeline"], [wedding.pk], current_time(), actor=actor(request))
    messages.success(request, _("Planned.") if came else _("It is or was inside that one already."))
    return redirect("wedding", pk)


def _time(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    step = get_object_or_404(held(request, _steps(request.vendor)), pk=pk)
    zone = _venue_zone(step, request.vendor)
    at = _typed(TimeForm(data), zone) if data else step.left_at or step.due_at
    return [Line(str(_("Time")), str(at or ""), lambda: _told(at, zone))]


def _typed(form: TimeForm, zone: ZoneInfo) -> dt.datetime | None:
    """None for what makes no sense, which is told once it is sent again."""
    if not form.is_valid():
        return None
    return at_local(form.cleaned_data["day"], form.cleaned_data["at"], zone).astimezone(dt.UTC)


def _told(at: dt.datetime | None, zone: ZoneInfo) -> str:
    with timezone.override(zone):
        return moment(at) if at else ""


def _venue_zone(step: PlannedStep, vendor: Vendor) -> ZoneInfo:
    return ZoneInfo(step.wedding.timezone or vendor.timezone)


def _instead(words: object, raw: str = "now") -> Lines:
    """Of a button that takes the place of a time that was shown; `raw`: what it leaves there."""

    def lines(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
        stands = _time(request, None, pk)
        return [Line(stands[0].label, raw, lambda: str(words))] if data else stands

    return lines


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_instead(gettext_lazy("Send now")))
def send(request: PageRequest, pk: UUID) -> HttpResponse:
    words = _("It goes out as soon as nothing protected is in its way.")
    return _said(
        request, pk, words, lambda step, now: set_time(step, now, now, actor=actor(request))
    )


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_instead(gettext_lazy("Skip"), ""))
def skip(request: PageRequest, pk: UUID) -> HttpResponse:
    return _said(
        request,
        pk,
        _("Left out. You can take that back."),
        lambda step, now: leave_out(step, now, actor=actor(request)),
    )


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_instead(gettext_lazy("Take my word back")))
def free(request: PageRequest, pk: UUID) -> HttpResponse:
    return _said(
        request,
        pk,
        _("The timeline says when again."),
        lambda step, now: as_planned(step, now, actor=actor(request)),
    )


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_time)
def set_by_hand(request: PageRequest, pk: UUID) -> HttpResponse:
    form = TimeForm(request.POST)
    step = get_object_or_404(_steps(request.vendor), pk=pk)
    if not form.is_valid():
        messages.error(request, _("Give a day and a time like 09:30."))
        return redirect("wedding", step.wedding_id)
    zone = _venue_zone(step, request.vendor)
    at = at_local(form.cleaned_data["day"], form.cleaned_data["at"], zone)
    return _said(
        request,
        pk,
        _("Set by hand. You can take that back."),
        lambda step, now: set_time(step, at, now, actor=actor(request)),
    )


def _said(request: PageRequest, pk: UUID, words: str, verb: Verb) -> HttpResponse:
    step = get_object_or_404(_steps(request.vendor), pk=pk)
    verb(step, current_time())
    messages.success(request, words)
    return redirect("wedding", step.wedding_id)


def _steps(vendor: Vendor) -> Any:
    ours = PlannedStep.objects.filter(vendor=vendor)
    return ours.select_related("wedding", "enrollment__version")


def _shown(rows: list[PlannedStep]) -> list[Shown]:
    names = names_of({row.enrollment_id: row.enrollment for row in rows}.values())
    links = StepMessage.objects.filter(step__id__among=[row.pk for row in rows])
    made = dict(links.order_by("-id").values_list("step_id", "message_id"))
    return [_line(row, names, made.get(row.pk)) for row in rows]


def _line(row: PlannedStep, names: dict[tuple[UUID, str], str], message: UUID | None) -> Shown:
    name = names.get((row.enrollment_id, row.step_key), row.step_key)
    slot = Slot(row.step_key, row.occurrence)
    return Shown(
        pk=row.pk,
        name=name
        if slot.occurrence == 1
        else _("{name}, year {year}").format(name=name, year=slot.occurrence),
        stand=Stand.LEFT if row.left_at else Stand(row.state),
        reason=Reason.SAID if row.left_at else Reason(row.reason),
        at=row.left_at or row.due_at,
        by_hand=row.by_hand,
        message=message,
        timeline=row.enrollment.timeline_id,
        key=row.step_key,
    )


def wedding_noon(wedding: Wedding, vendor: Vendor) -> dt.datetime | None:
    """Where a ribbon marks the day; None while it isn't known."""
    if wedding.precision != Precision.EXACT or wedding.date is None:
        return None
    return at_local(wedding.date, dt.time(12), ZoneInfo(wedding.timezone or vendor.timezone))
