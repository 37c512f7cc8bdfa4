"""Integrations: what is connected and how it stands, how to connect more, what each run did."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from crm_connectors.connect import address_of, connect
from crm_connectors.hear import set_mapping, try_payload
from crm_connectors.inbound_map import flat
from crm_connectors.known_connectors import connector_of, connectors
from crm_connectors.models import OPEN_SYNCS, Call, Connection, Sync, SyncRow
from crm_connectors.offers import open_offers
from crm_connectors.protocol import Hears, Pulls
from crm_connectors.tasks import sync_due
from wedsync.dashboard.connection_forms import KeyForm, MeaningForm, TryForm
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, seen_in, spelled
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told
from wedsync.vendors.membership import Right
from wedsync.weddings.models import Wedding

INVALID = 422
MOST_RUNS, MOST_CALLS, MOST_OFFERS = 8, 8, 25


@vendor_required(Right.SEND)
@require_safe
def index(request: PageRequest) -> HttpResponse:
    ours = list(Connection.objects.filter(vendor=request.vendor).order_by("connector"))
    held = {connection.connector for connection in ours}
    known = connectors()
    rows = [(one, known[one.connector]) for one in ours if one.connector in known]
    others = [connector for key, connector in known.items() if key not in held]
    others.sort(key=lambda one: (not isinstance(one, Pulls), one.key == "custom", one.name))
    return render(request, "connections/index.html", {"rows": rows, "others": others})


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest, connector: str) -> HttpResponse:
    """The guided set-up of one system."""
    if connector not in connectors():
        raise Http404(_("There is no such system."))
    known = connector_of(connector)
    form = KeyForm(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = connect(request.vendor, connector, form.cleaned_data, actor=actor(request))
        except Refusal as refusal:
            form.add_error(None, told(refusal))
        else:
            later(sync_due)
            return redirect("integration", made.pk)
    status = INVALID if request.method == "POST" else 200
    context = {"connector": known, "form": form, "pulls": isinstance(known, Pulls)}
    return render(request, "connections/new.html", context, status=status)


@vendor_required(Right.SEND)
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    connection = ours(request, pk)
    connector = connector_of(connection.connector)
    context = _standing(connection) | {"form": KeyForm(connector)}
    if isinstance(connector, Hears):
        context["address"] = address_of(connection)
    return render(request, "connections/show.html", context)


@vendor_required(Right.SEND)
@require_safe
def standing(request: PageRequest, pk: UUID) -> HttpResponse:
    return render(request, "connections/_standing.html", _standing(ours(request, pk)))


@vendor_required(Right.SEND)
@require_safe
def run(request: PageRequest, pk: UUID) -> HttpResponse:
    """What one run did, thing by thing."""
    found = Sync.objects.select_related("connection").filter(vendor=request.vendor)
    sync = get_object_or_404(found, pk=pk)
    rows = SyncRow.objects.filter(vendor=request.vendor, sync=sync)
    page = page_of(rows, ["id"], request.GET.get("after", ""))
    context = {
        "sync": sync,
        "connector": connector_of(sync.connection.connector),
        "page": page,
        "names": _names(request, [row.wedding_id for row in page.rows]),
    }
    return render(request, "connections/run.html", context)


def _meanings(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    connection = ours(request, pk)
    payload = _last(connection)
    meant = try_payload(connection, payload, current_time())[2]
    return spelled(MeaningForm(flat(payload), meant, data))


def _mapped(request: PageRequest, pk: UUID) -> str:
    """Of what is kept: what comes in by itself meanwhile is nobody's edit."""
    kept = held(request, Connection.objects.filter(vendor=request.vendor, pk=pk))
    return seen_in(sorted(get_object_or_404(kept).mapping.items()))


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
@nobody_overwrites(_meanings, _mapped)
def fields(request: PageRequest, pk: UUID) -> HttpResponse:
    """The mapping editor and the test console: what came last, and what each field means."""
    connection = ours(request, pk)
    if not isinstance(connector_of(connection.connector), Hears):
        raise Http404(_("This system is asked; nothing has to be mapped."))
    payload = _last(connection)
    trial = TryForm(request.POST if "payload" in request.POST else None, initial=_shown(payload))
    if trial.is_valid():
        payload = trial.cleaned_data["payload"]
    meaning = request.POST if request.POST and "payload" not in request.POST else None
    told, news, meant = try_payload(connection, payload, current_time())
    form = MeaningForm(flat(payload), meant, meaning)
    if form.is_valid():
        mapping = {**connection.mapping, **form.mapping}
        set_mapping(connection, mapping, actor=actor(request))
        return redirect("integration-fields", pk)
    context = {"connection": connection, "connector": connector_of(connection.connector)}
    context |= {"trial": trial, "form": form, "told": told, "news": news, "payload": payload}
    bad = bool(trial.errors or form.errors)
    return render(request, "connections/fields.html", context, status=INVALID if bad else 200)


def ours(request: PageRequest, pk: UUID) -> Connection:
    found = Connection.objects.select_related("vendor").filter(vendor=request.vendor)
    return get_object_or_404(found, pk=pk)


def _standing(connection: Connection) -> dict[str, Any]:
    connector = connector_of(connection.connector)
    runs = list(Sync.objects.filter(connection=connection).order_by("-id")[:MOST_RUNS])
    offers = list(open_offers(connection).order_by("id")[:MOST_OFFERS])
    calls = Call.objects.filter(connection=connection).defer("payload").order_by("-id")
    current = runs[0] if runs and runs[0].state in OPEN_SYNCS else None
    known = Wedding.objects.select_related("client").in_bulk([one.wedding_id for one in offers])
    return {
        "connection": connection,
        "connector": connector,
        "pulls": isinstance(connector, Pulls),
        "runs": runs,
        "current": current,
        "offers": [(offer, known.get(offer.wedding_id)) for offer in offers],
        "calls": calls[:MOST_CALLS] if isinstance(connector, Hears) else [],
        "at": current_time(),
    }


def _names(request: PageRequest, ids: list[UUID | None]) -> dict[UUID, str]:
    known = Wedding.objects.filter(vendor=request.vendor, pk__in=[one for one in ids if one])
    return dict(known.values_list("pk", "client__name"))


def _last(connection: Connection) -> dict[str, Any]:
    call = Call.objects.filter(connection=connection).exclude(payload={}).order_by("-id").first()
    return call.payload if call else {}


def _shown(payload: dict[str, Any]) -> dict[str, str]:
    return {"payload": json.dumps(payload, indent=2, ensure_ascii=False) if payload else ""}
