"""Somebody looks at what a template says before it leaves: asks, says yes, or sends it back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from messaging import review_wording
from personalization.models import Template, TemplateVersion, WordingRule
from personalization.sign import demand as demand_of
from personalization.sign import demand_of_all
from personalization.sign_off import Needs
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.dashboard.wording_forms import DemandForm
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may


@vendor_required(Right.WRITE)
@require_POST
def ask(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    review_wording.ask(_version(request, pk, number), actor=actor(request))
    return redirect("template", pk)


@vendor_required(Right.SEND)
@require_POST
def approve(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    owns = may(request.membership, Right.OWN)
    version = _version(request, pk, number)
    freed = review_wording.approve(version, actor=actor(request), owns=owns, now=current_time())
    if freed:
        messages.success(request, _("{freed} that waited for it go on.").format(freed=freed))
    return redirect("template", pk)


@vendor_required(Right.SEND)
@require_POST
def send_back(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    version, word = _version(request, pk, number), request.POST.get("word", "")
    review_wording.send_back(version, word, actor=actor(request), now=current_time())
    return redirect("template", pk)


def _demanded(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Template.objects.filter(vendor=request.vendor))
    return spelled(DemandForm(data, initial={"needs": get_object_or_404(ours, pk=pk).needs}))


@vendor_required(Right.OWN)
@require_POST
@nobody_overwrites(_demanded)
def demand(request: PageRequest, pk: UUID) -> HttpResponse:
    template = get_object_or_404(Template, vendor=request.vendor, pk=pk)
    demand_of(template, _needs(request), actor=actor(request))
    messages.success(request, _("From now on that is who has to approve it."))
    return redirect("template", pk)


def _ruled(request: PageRequest, data: Data) -> list[Line]:
    rules = held(request, WordingRule.objects.filter(vendor=request.vendor))
    return spelled(DemandForm(data, initial={"needs": rule_in(rules)}))


@vendor_required(Right.OWN)
@require_POST
@nobody_overwrites(_ruled)
def of_all(request: PageRequest) -> HttpResponse:
    demand_of_all(request.vendor, _needs(request), actor=actor(request))
    messages.success(request, _("From now on that is who has to approve all you write."))
    return redirect("templates")


def rule_in(rules: QuerySet[WordingRule]) -> str:
    """What a vendor demands of all its templates; nobody, where it never said."""
    return next((one.needs for one in rules), Needs.NOBODY.value)


def _needs(request: PageRequest) -> Needs:
    form = DemandForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose who has to approve it.", code="unknown")
    return Needs(form.cleaned_data["needs"])


def _version(request: PageRequest, pk: UUID, number: int) -> TemplateVersion:
    ours = TemplateVersion.objects.filter(vendor=request.vendor).select_related("template")
    return get_object_or_404(ours, template=pk, number=number)
