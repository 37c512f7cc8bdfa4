"""Senders: the accounts at providers that a vendor's own messages leave through."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from messaging.account_state import reports_to, state_of, stored_of
from messaging.called import called, credential
from messaging.channels.registry import channels
from messaging.connect_account import connect, give, offered
from messaging.models import ProviderAccount
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.sender_forms import GiveForm, SenderForm
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told
from wedsync.vendors.membership import Right
from wedsync.vendors.models import Vendor

INVALID = 422
MOST = 100


@dataclass(frozen=True)
class Sender:
    """An account as a page shows it; `state` is one of looks.SENDER."""

    account: ProviderAccount
    state: str

    @property
    def name(self) -> str:
        return called(self.account.provider)


@dataclass(frozen=True)
class Way:
    """A channel: the vendor's own senders in their order, and whether the house's carries on."""

    channel: str
    own: list[Sender]
    house: bool


@vendor_required(Right.SEND)
@require_safe
def index(request: PageRequest) -> HttpResponse:
    ways = _ways(request.vendor, current_time())
    context = {
        "ways": ways,
        "none": not any(way.own for way in ways),
        "offers": [(key, called(key), sorted(one.channels)) for key, one in offered().items()],
    }
    return render(request, "senders/index.html", context)


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest, provider: str) -> HttpResponse:
    if provider not in offered():
        raise Http404(_("There is no such provider."))
    form = SenderForm(offered()[provider], request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = connect(request.vendor, provider, form.channel, form.given, actor=actor(request))
        except Refusal as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Connected. Send yourself a test to see that it works."))
            return redirect("sender", made.pk)
    status = INVALID if request.method == "POST" else 200
    context = {"key": provider, "name": called(provider), "form": form}
    return render(request, "senders/new.html", context, status=status)


@vendor_required(Right.SEND)
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    account = own(request, pk)
    return render(request, "senders/show.html", _shown(account, _form(account)))


@vendor_required(Right.SEND)
@require_POST
def renew(request: PageRequest, pk: UUID) -> HttpResponse:
    account = own(request, pk)
    form = _form(account, request.POST)
    if form.is_valid():
        try:
            give(account, form.given, actor=actor(request))
        except Refusal as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Kept. From now on it sends with these."))
            return redirect("sender", pk)
    return render(request, "senders/show.html", _shown(account, form), status=INVALID)


def own(request: PageRequest, pk: UUID) -> ProviderAccount:
    """Never the house's, nor one that is made by itself."""
    ours = ProviderAccount.objects.filter(vendor=request.vendor, provider__in=offered())
    return get_object_or_404(ours, pk=pk)


def _ways(vendor: Vendor, now: dt.datetime) -> list[Way]:
    known = ProviderAccount.objects.filter(provider__in=offered())
    ours = list(known.filter(vendor=vendor).order_by("-enabled", "order", "pk")[:MOST])
    house = set(known.filter(vendor=None, enabled=True).values_list("channel", flat=True))
    carried = {way for one in offered().values() for way in one.channels}
    ways = [key for key in channels() if key in carried]
    return [Way(key, _of(key, ours, now), key in house) for key in ways]


def _of(channel: str, ours: list[ProviderAccount], now: dt.datetime) -> list[Sender]:
    return [Sender(one, state_of(one, now)) for one in ours if one.channel == channel]


def _form(account: ProviderAccount, given: Any = None) -> GiveForm:
    return GiveForm(offered()[account.provider], given)


def _shown(account: ProviderAccount, form: GiveForm) -> dict[str, Any]:
    """Names of what is stored, never what it is."""
    state = state_of(account, current_time())
    ours = ProviderAccount.objects.filter(vendor=account.vendor_id, channel=account.channel)
    firsts = ours.filter(enabled=True).order_by("order", "pk").values_list("pk", flat=True)
    return {
        "account": account,
        "name": called(account.provider),
        "state": state,
        "stored": [credential(name) for name in stored_of(account)],
        "address": reports_to(account),
        "first": firsts.first() == account.pk,
        "form": form,
        "to_end": reverse("sender-end", args=[account.pk]),
        "sleeps": bool(account.failures or account.rests_until or account.trouble),
    }
