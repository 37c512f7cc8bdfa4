"""Campaigns: the list, one of them on its way, and the hand on its brake."""

from collections.abc import Callable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST, require_safe

from campaigns.broadcast.states import OVER
from campaigns.broadcast.why import why_them
from campaigns.broadcasts import pause
from campaigns.models import Campaign, Recipient
from campaigns.models import State as CampaignState
from messaging.states import State
from wedsync.analytics.kept_progress import kept_progress
from wedsync.analytics.progress import progress
from wedsync.dashboard.bar import segments
from wedsync.dashboard.campaign_plans import hours_in_words, plan_in_words
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.drafts import review
from wedsync.dashboard.experiments import panel
from wedsync.dashboard.looks import MESSAGE
from wedsync.dashboard.plan_forms import CapForm, written
from wedsync.vendors.membership import Right, may

PLANNED = "planned"
HELD_OUT = "held-out"


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    ours = Campaign.objects.filter(vendor=request.vendor).select_related("version__template")
    page = page_of(ours, ["-id"], request.GET.get("after", ""))
    found = kept_progress(page.rows, current_time())
    rows = [(one, found[one.pk], segments(found[one.pk])) for one in page.rows]
    writes = may(request.membership, Right.WRITE)
    context = {"page": page, "rows": rows, "may_write": writes}
    return render(request, "campaigns/index.html", context)


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    campaign = _campaign(request, pk)
    if campaign.launched_at is None and campaign.state not in OVER:
        return render(request, "campaigns/draft.html", review(request, campaign))
    context = _standing(request, campaign) | _recipients(request, campaign)
    context["experiment"] = panel(f"campaign:{campaign.pk}", request.vendor)
    context |= {"plan": plan_in_words(campaign), **hours_in_words(campaign)}
    return render(request, "campaigns/show.html", context)


@vendor_required()
@require_safe
def standing(request: PageRequest, pk: UUID) -> HttpResponse:
    """The part of the page that moves: asked for again on every hint."""
    context = _standing(request, _campaign(request, pk))
    return render(request, "campaigns/_standing.html", context)


@vendor_required()
@require_safe
def recipients(request: PageRequest, pk: UUID) -> HttpResponse:
    context = _recipients(request, _campaign(request, pk))
    return render(request, "campaigns/_recipients.html", context)


@vendor_required(Right.SEND)
@require_POST
def halt(request: PageRequest, pk: UUID) -> HttpResponse:
    return _turned(request, pk, pause.pause)


@vendor_required(Right.SEND)
@require_POST
def resume(request: PageRequest, pk: UUID) -> HttpResponse:
    return _turned(request, pk, pause.resume)


@vendor_required(Right.SEND)
@require_POST
def cancel(request: PageRequest, pk: UUID) -> HttpResponse:
    return _turned(request, pk, pause.cancel)


def _turned(request: PageRequest, pk: UUID, verb: Callable[..., int]) -> HttpResponse:
    campaign = _campaign(request, pk)
    verb(campaign, actor=actor(request))
    if not request.htmx:
        return redirect("campaign", pk)
    return render(request, "campaigns/_standing.html", _standing(request, campaign))


def _campaign(request: PageRequest, pk: UUID) -> Campaign:
    ours = Campaign.objects.filter(vendor=request.vendor).select_related("version__template")
    return get_object_or_404(ours, pk=pk)


def _standing(request: PageRequest, campaign: Campaign) -> dict[str, Any]:
    found = progress(campaign.pk)
    currency = campaign.budget_currency or request.vendor.currency
    return {
        "campaign": campaign,
        "progress": found,
        "segments": segments(found),
        "counts": [(name, count) for name in MESSAGE if (count := found.among(State(name)))],
        "chosen": request.GET.get("state", ""),
        "may_send": may(request.membership, Right.SEND),
        "may_write": may(request.membership, Right.WRITE),
        "cap": CapForm(currency, initial={"budget": written(campaign.budget_micros)}),
        "currency": currency,
        "moving": campaign.state in {CampaignState.RUNNING, CampaignState.PAUSED},
        "at": current_time(),
    }


def _recipients(request: PageRequest, campaign: Campaign) -> dict[str, Any]:
    """One page of people, of one state if the address says so; what isn't a state shows nobody."""
    chosen = request.GET.get("state", "")
    found = Recipient.objects.filter(vendor=request.vendor, campaign=campaign)
    if chosen == PLANNED:
        found = found.filter(message=None)
    elif chosen == HELD_OUT:
        found = found.filter(held_out=True)
    elif chosen:
        found = found.filter(message__state=chosen)
    related = found.select_related("person__client", "wedding", "message")
    page = page_of(related, ["id"], request.GET.get("after", ""))
    zone = ZoneInfo(request.vendor.timezone)
    return {
        "campaign": campaign,
        "page": page,
        "rows": [(one, why_them(one, campaign, zone)) for one in page.rows],
        "state": chosen,
        "after": request.GET.get("after", ""),
        "known": chosen in {"", PLANNED, HELD_OUT, *State},
    }
