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
from campaigns.edit import edit as rewrite
from campaigns.edit import write
from campaigns.launch import launch
from campaigns.models import Campaign
from wedsync.analytics.forecast import forecast
from wedsync.analytics.preflight import preflight
from wedsync.dashboard import letters
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.forms import LIVES, ROLES, AudienceForm, CampaignForm, initial
from wedsync.dashboard.made import made
from wedsync.dashboard.plans import standing
from wedsync.dashboard.samples import sample
from wedsync.dashboard.when_forms import WhenForm, usual
from wedsync.dashboard.when_forms import initial as when
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

INVALID = 422


@vendor_required(Right.WRITE)
def new(request: PageRequest) -> HttpResponse:
    forms = (
        CampaignForm(request.vendor, request.POST or None),
        WhenForm(request.vendor, request.POST or None, initial=usual()),
    )
    return _saved(request, forms, Campaign(vendor=request.vendor))


@vendor_required(Right.WRITE)
def edit(request: PageRequest, pk: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    forms = (
        CampaignForm(request.vendor, request.POST or None, initial=initial(campaign)),
        WhenForm(request.vendor, request.POST or None, initial=when(campaign)),
    )
    return _saved(request, forms, campaign)


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
    """What the gates would say to a draft today, and what else stands in its way."""
    ours = Campaign.objects.filter(vendor=request.vendor).select_related("vendor", "version")
    campaign, now = get_object_or_404(ours, pk=pk), current_time()
    seen = forecast(campaign, request.vendor, now)
    checks = preflight(campaign, request.vendor, now)
    page = "_forecast" if request.htmx else "forecast"
    context = {"campaign": campaign, "forecast": seen, "checks": checks}
    return render(request, f"campaigns/{page}.html", context)


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
    return {
        "campaign": campaign,
        "reached": reached(request.vendor, chosen),
        "conditions": in_words(chosen),
        "sample": shown,
        "made": made(shown.made) if shown.person else None,
        "may_write": may(request.membership, Right.WRITE),
        "may_send": may(request.membership, Right.SEND),
        **standing(request, campaign),
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


def _saved(
    request: PageRequest, forms: tuple[CampaignForm, WhenForm], campaign: Campaign
) -> HttpResponse:
    form, timely = forms
    if all([form.is_valid(), timely.is_valid()]):
        _keep(request, {**_said(form), **timely.chosen}, campaign)
        return redirect("campaign", campaign.pk)
    shown = None if campaign._state.adding else campaign  # noqa: SLF001 -- Django's documented API
    context = {"form": form, "when": timely, "campaign": shown}
    status = INVALID if form.is_bound else 200
    return render(request, "campaigns/form.html", context, status=status)


def _said(form: CampaignForm) -> dict[str, Any]:
    return {
        "name": form.cleaned_data["name"],
        "version": form.cleaned_data["version"],
        "purpose": form.cleaned_data["purpose"],
        "audience": to_json(form.cleaned_data["audience"]),
    }


def _keep(request: PageRequest, fields: dict[str, Any], campaign: Campaign) -> None:
    """Raises Refusal when the campaign was launched while somebody still edited it."""
    verb = write if campaign._state.adding else rewrite  # noqa: SLF001 -- Django's documented API
    verb(campaign, fields, actor=actor(request))
