"""Settings: who the vendor is, when it sends, what it may spend, and the hand on the main brake."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wedsync.billing.left import limits_of, with_spent
from wedsync.billing.limits import month_of
from wedsync.billing.models import BudgetTotal
from wedsync.billing.money import Money, format_money, from_text
from wedsync.billing.remove_budget import remove_budget
from wedsync.billing.set_budget import set_budget
from wedsync.billing.totals import Pot
from wedsync.dashboard.budget_form import BudgetForm
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.limit_lines import limit_lines, limits_mark
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.dashboard.settings_forms import BrandForm, DetailsForm, HoursForm
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor
from wedsync.vendors.pause import pause, resume
from wedsync.vendors.set_details import set_details
from wedsync.weddings.calendar import local_day

INVALID = 422


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    return render(request, "settings/index.html", _rights(request))


def _guarded(form_class: type[DetailsForm]) -> Callable[[Any], Any]:
    def lines(request: PageRequest, data: Data) -> list[Line]:
        vendor = held(request, Vendor.objects.filter(pk=request.vendor.pk)).get()
        return spelled(form_class(data, instance=vendor))

    def mark_of(request: PageRequest) -> str:
        now = Vendor.objects.get(pk=request.vendor.pk)
        return str(form_class(instance=now).initial["seen"])

    return nobody_overwrites(lines, mark_of)


@vendor_required()
@_guarded(BrandForm)
def brand(request: PageRequest) -> HttpResponse:
    return _details(request, BrandForm, _("Brand and sender"), "settings-brand")


@vendor_required()
@_guarded(HoursForm)
def hours(request: PageRequest) -> HttpResponse:
    return _details(request, HoursForm, _("Hours, season and protection"), "settings-hours")


@vendor_required()
@require_safe
def sending(request: PageRequest) -> HttpResponse:
    return render(request, "settings/sending.html", _rights(request))


@vendor_required(Right.SEND)
@require_POST
def halt(request: PageRequest) -> HttpResponse:
    pause(request.vendor, actor=actor(request))
    messages.success(request, _("Nothing more leaves."))
    return redirect("settings-sending")


@vendor_required(Right.SEND)
@require_POST
def go_on(request: PageRequest) -> HttpResponse:
    resume(request.vendor, actor=actor(request))
    messages.success(request, _("What waits is looked at again."))
    return redirect("settings-sending")


def _limit(request: PageRequest, data: Data) -> list[Line]:
    channel, currency = request.POST.get("channel", ""), request.POST.get("currency", "")
    return limit_lines(request, data, channel, currency)


@vendor_required()
@nobody_overwrites(_limit, limits_mark)
def budgets(request: PageRequest) -> HttpResponse:
    """The limits of this month and what is used of them; an owner sets one."""
    form = BudgetForm(request.POST or None, initial={"currency": request.vendor.currency})
    if request.method == "POST" and form.is_valid():
        return _set(request, form)
    context = {"form": form, "budgets": _spent(request.vendor), **_rights(request)}
    status = INVALID if form.errors else 200
    return render(request, "settings/budgets.html", context, status=status)


@vendor_required(Right.OWN)
@require_POST
def unlimited(request: PageRequest) -> HttpResponse:
    channel, currency = request.POST.get("channel", ""), request.POST.get("currency", "")
    if remove_budget(request.vendor.pk, channel, currency, actor=actor(request)):
        messages.success(request, _("The limit is gone."))
    return redirect("settings-budgets")


def _set(request: PageRequest, form: BudgetForm) -> HttpResponse:
    _refuse_others(request)
    said = form.cleaned_data
    limit = from_text(str(said["limit"]), said["currency"])
    set_budget(
        request.vendor.pk,
        limit,
        actor=actor(request),
        channel=said["channel"],
        stops=said["stops"],
    )
    messages.success(request, _("The limit holds from now on."))
    return redirect("settings-budgets")


def _spent(vendor: Vendor) -> list[dict[str, Any]]:
    month = month_of(local_day(current_time(), ZoneInfo(vendor.timezone)))
    rows = BudgetTotal.objects.filter(vendor_id=vendor.pk, month=month)
    spent = {Pot(month, row.currency, row.channel): row.spent for row in rows}
    return [
        {
            "limit": left.limit,
            "whole": format_money(Money(left.limit.micros, left.limit.currency), vendor.locale),
            "used": format_money(Money(left.spent, left.limit.currency), vendor.locale),
            "percent": 100 * left.spent // left.limit.micros if left.limit.micros else 100,
        }
        for left in with_spent(limits_of(vendor.pk, month), month, spent)
    ]


def _details(
    request: PageRequest, form_class: type[DetailsForm], title: str, name: str
) -> HttpResponse:
    form = form_class(request.POST or None, instance=request.vendor)
    if request.method == "POST" and form.is_valid():
        return _save(request, form, name)
    context = {"form": form, "title": title, **_rights(request)}
    status = INVALID if form.errors else 200
    return render(request, "settings/details.html", context, status=status)


def _save(request: PageRequest, form: DetailsForm, name: str) -> HttpResponse:
    _refuse_others(request)
    set_details(request.vendor, form.details, form.cleaned_data["seen"], actor=actor(request))
    messages.success(request, _("Saved."))
    return redirect(name)


def _refuse_others(request: PageRequest) -> None:
    if not may(request.membership, Right.OWN):
        raise Refusal("Only an owner of the business can change this.", code="owner_only")


def _rights(request: PageRequest) -> dict[str, bool]:
    return {
        "may_own": may(request.membership, Right.OWN),
        "may_send": may(request.membership, Right.SEND),
    }
