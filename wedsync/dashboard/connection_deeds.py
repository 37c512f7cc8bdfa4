"""What one does to an integration: sync, stop, pause, give a new key, decide about doubles, end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST

from crm_connectors import connect, hear, offers, tell
from crm_connectors.begin_sync import begin
from crm_connectors.known_connectors import connector_of
from crm_connectors.models import Record, Sync
from crm_connectors.protocol import Hears, Pulls
from crm_connectors.tasks import run_sync
from wedsync.dashboard.connections import ours
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right

ANSWERS = {"same": offers.same, "another": offers.another, "leave": offers.leave_out}


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
    _read_again(offer, actor(request))
    return redirect("integration", offer.connection_id)


def _read_again(offer: Record, by: str) -> None:
    connector = connector_of(offer.connection.connector)
    if isinstance(connector, Hears) and connector.by_mail and offer.state == Record.State.LINKED:
        return  # a letter proves nothing: it changes nobody who is here
    if not isinstance(connector, Pulls):
        hear.again(offer.connection, offer.external_id, current_time())
    elif begun := offers.read_again(offer.connection, actor=by):
        later(run_sync, str(begun.pk))
