"""Emergencies: start one with a second yes, watch who is told, end it."""

from uuid import UUID

from allauth.core.ratelimit import consume
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.emergencies.start import confirm, end, must_give_password, propose
from campaigns.models import Emergency, EmergencyState
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.emergency_form import EmergencyForm
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may
from wedsync.weddings.models import Wedding

CAN_END = {EmergencyState.PROPOSED.value, EmergencyState.OPEN.value}


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    found = Emergency.objects.filter(vendor=request.vendor).select_related("wedding__client")
    page = page_of(found, ["-id"], request.GET.get("after", ""))
    return render(request, "emergencies/index.html", {"page": page})


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest, pk: UUID) -> HttpResponse:
    ours = Wedding.objects.filter(vendor=request.vendor).select_related("client")
    wedding = get_object_or_404(ours, pk=pk)
    form = EmergencyForm(request.vendor, wedding, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = propose(wedding, form.alarm, actor=actor(request), now=current_time())
        return redirect("emergency", made.pk)
    return render(request, "emergencies/new.html", {"wedding": wedding, "form": form})


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    return render(request, "emergencies/show.html", _standing(request, pk))


@vendor_required()
@require_safe
def standing(request: PageRequest, pk: UUID) -> HttpResponse:
    return render(request, "emergencies/_standing.html", _standing(request, pk))


@vendor_required(Right.SEND)
@require_POST
def say_yes(request: PageRequest, pk: UUID) -> HttpResponse:
    emergency, user = _ours(request, pk), request.membership.user
    password = request.POST.get("password", "")
    if password and not consume(request, action="reauthenticate", user=user):
        raise Refusal("Too many tries. Wait a minute.", code="too_many_tries")
    confirm(emergency.pk, user, current_time(), password=password)
    return redirect("emergency", emergency.pk)


@vendor_required(Right.SEND)
@require_POST
def stop(request: PageRequest, pk: UUID) -> HttpResponse:
    emergency = _ours(request, pk)
    end(emergency.pk, current_time(), actor=actor(request))
    return redirect("emergency", emergency.pk)


def _ours(request: PageRequest, pk: UUID) -> Emergency:
    related = Emergency.objects.select_related("wedding__client", "acknowledged_by")
    return get_object_or_404(related.filter(vendor=request.vendor), pk=pk)


def _standing(request: PageRequest, pk: UUID) -> dict[str, object]:
    emergency, who = _ours(request, pk), actor(request)
    waits = emergency.state == EmergencyState.PROPOSED
    alone = waits and must_give_password(emergency, who)
    return {
        "emergency": emergency,
        "steps": emergency.steps.select_related("person", "message").order_by("number"),
        "moving": emergency.state == EmergencyState.OPEN,
        "may_send": may(request.membership, Right.SEND),
        "may_end": emergency.state in CAN_END,
        "waits": waits,
        "alone": alone,
        "may_confirm": alone or (waits and emergency.started_by != who),
        "at": current_time(),
    }
