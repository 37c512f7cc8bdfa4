"""What one does to a plan besides launching it: look twice, copy it, take it back, pay more."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from campaigns.broadcasts import review
from campaigns.broadcasts.duplicate import duplicate
from campaigns.broadcasts.edit import allow, take_back
from campaigns.broadcasts.ready import needs
from campaigns.models import Campaign
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, one, spelled
from wedsync.dashboard.plan_forms import CapForm, RuleForm, written
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may

INVALID = 422


@vendor_required(Right.WRITE)
@require_POST
def ask(request: PageRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, lambda one: review.ask(one, actor=actor(request)))


@vendor_required(Right.SEND)
@require_POST
def approve(request: PageRequest, pk: UUID) -> HttpResponse:
    owns, mark = may(request.membership, Right.OWN), request.POST.get("mark", "")
    who = actor(request)
    return _done(request, pk, lambda one: review.approve(one, actor=who, owns=owns, seen=mark))


@vendor_required(Right.SEND)
@require_POST
def send_back(request: PageRequest, pk: UUID) -> HttpResponse:
    word = request.POST.get("word", "")
    return _done(request, pk, lambda one: review.send_back(one, word, actor=actor(request)))


@vendor_required(Right.SEND)
@require_POST
def unplan(request: PageRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, lambda one: take_back(one, actor=actor(request)))


@vendor_required(Right.WRITE)
@require_POST
def again(request: PageRequest, pk: UUID) -> HttpResponse:
    copy = duplicate(_campaign(request, pk), actor=actor(request))
    return redirect("campaign-edit", copy.pk)


def _budget(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Campaign.objects.filter(vendor=request.vendor))
    stored = written(get_object_or_404(ours, pk=pk).budget_micros)
    return one(str(_("Budget")), data.get("budget", "").strip() if data else stored)


@vendor_required(Right.SEND)
@require_POST
@nobody_overwrites(_budget)
def pay(request: PageRequest, pk: UUID) -> HttpResponse:
    campaign = _campaign(request, pk)
    form = CapForm(campaign.budget_currency or request.vendor.currency, request.POST)
    if not form.is_valid():
        raise Refusal(" ".join(map(str, form.errors["budget"])), code="not_money")
    allow(campaign, form.cleaned_data["budget"], actor=actor(request))
    return redirect("campaign", pk)


def _rule(request: PageRequest, data: Data) -> list[Line]:
    return spelled(RuleForm(data, initial={"needs": needs(request.vendor).value}))


@vendor_required()
@nobody_overwrites(_rule)
def rule(request: PageRequest) -> HttpResponse:
    """Who has to look at a campaign before it leaves; an owner decides."""
    mine = {"needs": needs(request.vendor).value}
    form = RuleForm(request.POST or None, initial=mine)
    owns = may(request.membership, Right.OWN)
    if owns and form.is_valid():
        review.set_rule(request.vendor, form.cleaned_data["needs"], actor=actor(request))
        messages.success(request, _("From now on that is who has to look."))
        return redirect("campaign-rule")
    status = INVALID if owns and form.is_bound else 200
    return render(request, "campaigns/rule.html", {"form": form, "owns": owns}, status=status)


def _done(request: PageRequest, pk: UUID, verb: Callable[[Campaign], None]) -> HttpResponse:
    verb(_campaign(request, pk))
    return redirect("campaign", pk)


def _campaign(request: PageRequest, pk: UUID) -> Campaign:
    ours = Campaign.objects.filter(vendor=request.vendor).select_related("vendor")
    return get_object_or_404(ours, pk=pk)
