"""Drafts of campaigns: write one, look at who would get it, launch it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST, require_safe

from campaigns.audience import Audience, parse, people, to_json
from campaigns.launch import launch
from campaigns.models import Campaign, State
from wedsync.analytics.forecast import forecast
from wedsync.dashboard import letters
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.experiments import size
from wedsync.dashboard.forms import LIVES, ROLES, AudienceForm, CampaignForm, initial
from wedsync.dashboard.made import made
from wedsync.dashboard.samples import sample
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

INVALID = 422


@vendor_required(Right.WRITE)
def new(request: PageRequest) -> HttpResponse:
    form = CampaignForm(request.vendor, request.POST or None)
    return _saved(request, form, Campaign(vendor=request.vendor))


@vendor_required(Right.WRITE)
def edit(request: PageRequest, pk: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    form = CampaignForm(request.vendor, request.POST or None, initial=initial(campaign))
    return _saved(request, form, campaign)


@vendor_required()
@require_safe
def audience(request: PageRequest) -> HttpResponse:
    """How many people the conditions in the form reach right now."""
    form = AudienceForm(request.GET)
    found = reached(request.vendor, form.cleaned_data["audience"]) if form.is_valid() else None
    return render(request, "campaigns/_audience.html", {"form": form, "reached": found})


@vendor_required()
@require_safe
def foresee(request: PageRequest, pk: UUID) -> HttpResponse:
    """What the gates would say to a draft today."""
    campaign = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    seen = forecast(campaign, request.vendor, current_time())
    page = "_forecast" if request.htmx else "forecast"
    return render(request, f"campaigns/{page}.html", {"campaign": campaign, "forecast": seen})


@letters.framed
@vendor_required()
@require_safe
def preview(request: PageRequest, pk: UUID) -> HttpResponse:
    """The letter as the first person of the audience would read it."""
    campaign = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    shown = sample(campaign, request.vendor, current_time())
    if shown.content is None:
        raise Http404(shown.problem)
    return letters.page(shown.content)


@vendor_required(Right.SEND)
@require_POST
def start(request: PageRequest, pk: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    launch(campaign, actor=actor(request))
    return redirect("campaign", pk)


def reached(vendor: Vendor, chosen: Audience) -> dict[str, int]:
    """`people` and the `couples` they belong to."""
    found = people(chosen).filter(vendor=vendor)
    return found.aggregate(people=Count("pk"), couples=Count("client", distinct=True))


def review(request: PageRequest, campaign: Campaign) -> dict[str, Any]:
    """What the page of a draft shows."""
    chosen = parse(campaign.audience)
    shown = sample(campaign, request.vendor, current_time())
    count = reached(request.vendor, chosen)
    return {
        "campaign": campaign,
        "reached": count,
        "size": size(campaign, request.vendor, count["couples"]),
        "conditions": in_words(chosen),
        "sample": shown,
        "made": made(shown.made) if shown.person else None,
        "may_write": may(request.membership, Right.WRITE),
        "may_send": may(request.membership, Right.SEND),
    }


def in_words(chosen: Audience) -> list[tuple[str, str]]:
    days = [day.strftime("%-d %b %Y") if day else "…" for day in _span(chosen)]
    return [
        ("People", dict(ROLES)[chosen.role]),
        ("Weddings", dict(LIVES)[chosen.life]),
        *([("Dates", " to ".join(days))] if any(_span(chosen)) else []),
        *([("Tag", chosen.tag)] if chosen.tag else []),
    ]


def _span(chosen: Audience) -> tuple[dt.date | None, dt.date | None]:
    return chosen.wedding_from, chosen.wedding_to


def _saved(request: PageRequest, form: CampaignForm, campaign: Campaign) -> HttpResponse:
    if form.is_valid():
        _keep(request, form, campaign)
        return redirect("campaign", campaign.pk)
    context = {"form": form, "campaign": None if campaign._state.adding else campaign}  # noqa: SLF001 -- Django's documented API
    status = INVALID if form.is_bound else 200
    return render(request, "campaigns/form.html", context, status=status)


def _keep(request: PageRequest, form: CampaignForm, campaign: Campaign) -> None:
    """Raises Refusal when the campaign was launched while somebody still edited it."""
    fields = {
        "name": form.cleaned_data["name"],
        "version": form.cleaned_data["version"],
        "purpose": form.cleaned_data["purpose"],
        "audience": to_json(form.cleaned_data["audience"]),
    }
    for name, value in fields.items():
        setattr(campaign, name, value)
    if campaign._state.adding:  # noqa: SLF001 -- Django's documented API
        campaign.save(force_insert=True)
    elif not Campaign.objects.filter(pk=campaign.pk, state=State.DRAFT).update(**fields):
        raise Refusal("This campaign was launched meanwhile.", code="not_a_draft")
    record(request.vendor, "campaign.drafted", campaign, actor=actor(request))
