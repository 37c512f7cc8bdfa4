"""Drafts of campaigns: write one, look at who would get it, launch it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.broadcasts.edit import edit as rewrite
from campaigns.broadcasts.edit import write
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.ready import hash_of
from campaigns.models import Campaign
from campaigns.segments.audience import Audience, parse, people, to_json
from campaigns.segments.registry import fields
from campaigns.segments.roles import Whom
from campaigns.segments.sample import count, count_and_sample
from campaigns.segments.scope_of import scope_of
from campaigns.segments.words import sentences
from wedsync.analytics.forecast import forecast
from wedsync.analytics.preflight import preflight
from wedsync.dashboard import letters
from wedsync.dashboard.campaign_plans import standing
from wedsync.dashboard.condition_line import conditions_line
from wedsync.dashboard.condition_rows import shown
from wedsync.dashboard.conditions import changed, read
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.experiments import size
from wedsync.dashboard.forms import ROLES, AudienceForm, CampaignForm, initial
from wedsync.dashboard.made import made
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.dashboard.mentions import names_in, offers_for
from wedsync.dashboard.samples import sample
from wedsync.dashboard.when_forms import WhenForm, usual
from wedsync.dashboard.when_forms import initial as when
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told, translated
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

INVALID = 422


@vendor_required(Right.WRITE)
def new(request: PageRequest) -> HttpResponse:
    return _saved(request, Campaign(vendor=request.vendor), {}, usual())


def _lines(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Campaign.objects.filter(vendor=request.vendor))
    campaign = get_object_or_404(ours, pk=pk)
    form = CampaignForm(request.vendor, data, initial=initial(campaign))
    timely = WhenForm(request.vendor, data, initial=when(campaign))
    return [*spelled(form, timely), conditions_line(request.vendor, form.group)]


@vendor_required(Right.WRITE)
@nobody_overwrites(_lines)
def edit(request: PageRequest, pk: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    return _saved(request, campaign, initial(campaign), when(campaign))


@vendor_required()
@require_safe
def audience(request: PageRequest) -> HttpResponse:
    """How many people the conditions in the form reach right now, and the first of them."""
    form = AudienceForm(request.GET)
    context: dict[str, Any] = {"problem": " ".join(form.problems)}
    if form.is_valid():
        context = _counted(request, form.cleaned_data["audience"])
    return render(request, "segments/_reach.html", {"reach": context})


def _counted(request: PageRequest, chosen: Audience) -> dict[str, Any]:
    scope = scope_of(request.vendor, current_time())
    try:
        return {"counted": count_and_sample(chosen.tree, request.vendor, scope, chosen.roles)}
    except Refusal as refusal:
        return {"problem": told(refusal)}


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
    launch(campaign, actor=actor(request), seen=request.POST.get("mark", ""))
    return redirect("campaign", pk)


def reached(vendor: Vendor, chosen: Audience) -> Mapping[str, int]:
    """`people` and the `couples` they belong to."""
    scope = scope_of(vendor, current_time())
    return count(people(chosen, scope).filter(vendor=vendor))


def review(request: PageRequest, campaign: Campaign) -> dict[str, Any]:
    """What the page of a draft shows."""
    chosen = parse(campaign.audience)
    shown = sample(campaign, request.vendor, current_time())
    found = reached(request.vendor, chosen)
    return {
        "campaign": campaign,
        "mark": hash_of(campaign),
        "reached": found,
        "size": size(campaign, request.vendor, found["couples"]),
        "conditions": in_words(request.vendor, chosen),
        "sample": shown,
        "made": made(shown.made) if shown.person else None,
        "may_write": may(request.membership, Right.WRITE),
        "may_send": may(request.membership, Right.SEND),
        **standing(request, campaign),
    }


def in_words(vendor: Vendor, chosen: Audience) -> list[tuple[str, str]]:
    lines = sentences(chosen.tree, fields(), names_in(vendor, [chosen.tree]), translated)
    waits = chosen.roles.whom is Whom.THEN_OTHER
    return [
        (_("People"), str(dict(ROLES)[chosen.roles.whom])),
        *(
            [(_("The other one"), _("after {hours} hours").format(hours=chosen.roles.hours))]
            if waits
            else []
        ),
        *((_("Where"), line) for line in lines),
    ]


def _saved(
    request: PageRequest, campaign: Campaign, stored: dict[str, Any], planned: dict[str, Any]
) -> HttpResponse:
    if action := request.POST.get("do"):
        return _half(request, campaign, action)
    forms = (
        CampaignForm(request.vendor, request.POST or None, initial=stored),
        WhenForm(request.vendor, request.POST or None, initial=planned),
    )
    form, timely = forms
    if all([form.is_valid(), timely.is_valid()]):
        _keep(request, {**_said(form), **timely.chosen}, campaign)
        return redirect("campaign", campaign.pk)
    return _form(request, forms, campaign)


def _half(request: PageRequest, campaign: Campaign, action: str) -> HttpResponse:
    """What is in the form, after a button of its conditions: not judged, not saved."""
    typed = request.POST.dict()
    conditions = {"group": changed(read(request.POST.lists()), action)}
    forms = (
        CampaignForm(request.vendor, initial=typed | conditions),
        WhenForm(request.vendor, initial=typed),
    )
    return _form(request, forms, campaign)


def _form(
    request: PageRequest, forms: tuple[CampaignForm, WhenForm], campaign: Campaign
) -> HttpResponse:
    form, timely = forms
    context = {
        "form": form,
        "when": timely,
        "campaign": None if campaign._state.adding else campaign,  # noqa: SLF001 -- Django's documented API
        "conditions": shown(form.group, offers_for(request.vendor, form.group), form.problem),
    }
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
