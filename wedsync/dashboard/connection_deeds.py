"""What one does to an integration: sync, stop, pause, give a new key, decide about doubles, end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST

from crm_connectors import connect, tell
from crm_connectors.begin_sync import begin
from crm_connectors.decide_offers import ANSWERS, read_on
from crm_connectors.models import Record, Sync
from crm_connectors.tasks import run_sync
from wedsync.dashboard.connections import ours
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right


@vendor_required(Right.SEND)
@require_POST
def sync(request: PageRequest, pk: UUID) -> HttpResponse:
    """`kind`: recent unless said; full; dry for a look without writing."""
    kind = request.POST.get("kind", Sync.Kind.RECENT)
    if kind not in Sync.Kind.values:
        raise Refusal("There is no such way to sync.", code="no_such_kind")
    begun = begin(ours(request, pk), Sync.Kind(kind), actor=actor(request))
    later(run_sync, str(begun.pk))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def halt(request: PageRequest, pk: UUID) -> HttpResponse:
    connect.stop(ours(request, pk))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def rest(request: PageRequest, pk: UUID) -> HttpResponse:
    connect.pause(ours(request, pk), actor=actor(request))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def go_on(request: PageRequest, pk: UUID) -> HttpResponse:
    connect.resume(ours(request, pk), actor=actor(request))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def key(request: PageRequest, pk: UUID) -> HttpResponse:
    credentials = {name: str(text) for name, text in request.POST.items()}
    connect.renew(ours(request, pk), credentials, actor=actor(request))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def address(request: PageRequest, pk: UUID) -> HttpResponse:
    connect.new_door(ours(request, pk), actor=actor(request))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def telling(request: PageRequest, pk: UUID) -> HttpResponse:
    """Whether our addresses are written into the other system."""
    tells = request.POST.get("tells") == "yes"
    tell.set_telling(ours(request, pk), tells=tells, actor=actor(request))
    return redirect("integration", pk)


@vendor_required(Right.SEND)
@require_POST
def end(request: PageRequest, pk: UUID) -> HttpResponse:
    connect.disconnect(ours(request, pk), actor=actor(request))
    return redirect("integrations")


@vendor_required(Right.SEND)
@require_POST
def decide(request: PageRequest, pk: UUID) -> HttpResponse:
    """`answer`: same, another or leave."""
    found = Record.objects.select_related("connection__vendor").filter(vendor=request.vendor)
    offer = get_object_or_404(found, pk=pk)
    verb = ANSWERS.get(request.POST.get("answer", ""))
    if verb is None:
        raise Refusal("Say whether it is the same couple.", code="no_such_answer")
    verb(offer, actor=actor(request))
    read_on([offer], current_time(), actor=actor(request))
    return redirect("integration", offer.connection_id)
