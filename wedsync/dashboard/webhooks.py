"""Webhooks: who hears what, whether it arrived, and saying it again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from crm_connectors.outgoing import endpoints
from crm_connectors.outgoing.catalogue import CHOICES
from crm_connectors.outgoing.forget import KEPT
from crm_connectors.outgoing.models import Delivery, DeliveryState, Endpoint
from crm_connectors.outgoing.replay import replay, replay_since, say_test
from crm_connectors.outgoing.tasks import tell
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told, translated
from wedsync.vendors.membership import Right, may

INVALID = 422


class EndpointForm(forms.Form):
    url = forms.URLField(
        max_length=2000,
        label=_("Address"),
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    description = forms.CharField(max_length=200, required=False, label=_("What it is"))
    kinds = forms.MultipleChoiceField(
        choices=lambda: [(one.key, f"{translated(one.sentence)} ({one.key})") for one in CHOICES],
        widget=forms.CheckboxSelectMultiple,
        label=_("Hears that"),
    )


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    return _index(request, EndpointForm())


@vendor_required(Right.OWN)
@require_POST
def add(request: PageRequest) -> HttpResponse:
    """Answered with the page that shows the secret: this once, and never again."""
    form = EndpointForm(request.POST)
    if form.is_valid():
        try:
            endpoint, secret = endpoints.open_endpoint(
                request.vendor, actor=actor(request), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("kinds" if refusal.code == "webhook_kinds" else "url", told(refusal))
        else:
            return render(request, "webhooks/secret.html", {"endpoint": endpoint, "secret": secret})
    return _index(request, form, status=INVALID)


def _index(request: PageRequest, form: EndpointForm, status: int = 200) -> HttpResponse:
    ours = Endpoint.objects.filter(vendor=request.vendor).order_by("id")[: endpoints.MOST]
    context = {"endpoints": ours, "form": form, "may_own": may(request.membership, Right.OWN)}
    return render(request, "webhooks/index.html", context, status=status)


def _lines(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Endpoint.objects.filter(vendor=request.vendor))
    endpoint = get_object_or_404(ours, pk=pk)
    return spelled(EndpointForm(data) if data else _form(endpoint))


@vendor_required()
@require_safe
@nobody_overwrites(_lines)
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    endpoint = _endpoint(request, pk)
    return render(request, "webhooks/show.html", _shown(request, endpoint, _form(endpoint)))


def _form(endpoint: Endpoint) -> EndpointForm:
    fields = ("url", "description", "kinds")
    return EndpointForm(initial={name: getattr(endpoint, name) for name in fields})


def _shown(request: PageRequest, endpoint: Endpoint, form: EndpointForm) -> dict[str, Any]:
    rows = Delivery.objects.filter(vendor=request.vendor, endpoint=endpoint)
    state = request.GET.get("state", "")
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    return {
        "endpoint": endpoint,
        "form": form,
        "states": DeliveryState,
        "state": state,
        "page": page_of(rows, ["-id"], request.GET.get("after", "")),
        "may_own": may(request.membership, Right.OWN),
    }


@vendor_required(Right.OWN)
@require_POST
@nobody_overwrites(_lines)
def change(request: PageRequest, pk: UUID) -> HttpResponse:
    endpoint = _endpoint(request, pk)
    form = EndpointForm(request.POST)
    if form.is_valid():
        try:
            endpoints.change_endpoint(request.vendor, pk, actor=actor(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("url", told(refusal))
        else:
            messages.success(request, _("Saved. From now on it hears what you chose."))
            return redirect("webhook", pk)
    context = _shown(request, endpoint, form)
    return render(request, "webhooks/show.html", context, status=INVALID)


@vendor_required(Right.OWN)
@require_POST
def rotate(request: PageRequest, pk: UUID) -> HttpResponse:
    endpoint = _endpoint(request, pk)
    secret = endpoints.rotate_secret(request.vendor, pk, current_time(), actor=actor(request))
    context = {"endpoint": endpoint, "secret": secret, "rotated": True}
    return render(request, "webhooks/secret.html", context)


@vendor_required(Right.OWN)
@require_POST
def pause(request: PageRequest, pk: UUID) -> HttpResponse:
    _endpoint(request, pk)
    endpoints.pause_endpoint(request.vendor, pk, actor=actor(request))
    return redirect("webhook", pk)


@vendor_required(Right.OWN)
@require_POST
def resume(request: PageRequest, pk: UUID) -> HttpResponse:
    _endpoint(request, pk)
    endpoints.resume_endpoint(request.vendor, pk, current_time(), actor=actor(request))
    later(tell)
    return redirect("webhook", pk)


@vendor_required(Right.OWN)
@require_POST
def remove(request: PageRequest, pk: UUID) -> HttpResponse:
    _endpoint(request, pk)
    endpoints.close_endpoint(request.vendor, pk, actor=actor(request))
    messages.success(request, _("The webhook is gone, with everything that waited for it."))
    return redirect("webhooks")


@vendor_required(Right.OWN)
@require_POST
def test(request: PageRequest, pk: UUID) -> HttpResponse:
    _endpoint(request, pk)
    say_test(request.vendor, pk, current_time(), actor=actor(request))
    later(tell)
    messages.success(request, _("A test is on its way: it stands first in the log."))
    return redirect("webhook", pk)


@vendor_required(Right.OWN)
@require_POST
def again(request: PageRequest, pk: UUID) -> HttpResponse:
    """One delivery once more."""
    delivery = get_object_or_404(Delivery, vendor=request.vendor, pk=pk)
    replay(request.vendor, pk, current_time(), actor=actor(request))
    later(tell)
    return redirect("webhook", delivery.endpoint_id)


@vendor_required(Right.OWN)
@require_POST
def all_again(request: PageRequest, pk: UUID) -> HttpResponse:
    """Everything of the last thirty days that was given up."""
    _endpoint(request, pk)
    now = current_time()
    found = replay_since(request.vendor, pk, now - KEPT, now, actor=actor(request))
    later(tell)
    messages.success(request, _("Said again: {found}.").format(found=f"{found:,}"))
    return redirect("webhook", pk)


def _endpoint(request: PageRequest, pk: UUID) -> Endpoint:
    return get_object_or_404(Endpoint, vendor=request.vendor, pk=pk)
