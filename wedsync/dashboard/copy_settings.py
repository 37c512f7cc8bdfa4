"""What an owner sets for all AI copy: a key of their own, and what it may cost in a month."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from personalization.copy.access import writers
from personalization.copy.cost import CHANNEL
from personalization.copy.set_key import forget_key, set_key
from wedsync.billing.money import from_text
from wedsync.billing.set_budget import set_budget
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.limit_lines import limit_lines, limits_mark
from wedsync.dashboard.meanwhile import Data, Line, nobody_overwrites
from wedsync.lib.translated import translated
from wedsync.vendors.membership import Right

CURRENCY = "USD"  # what models are priced in
MOST = Decimal(100_000)


class KeyForm(forms.Form):
    writer = forms.ChoiceField(
        choices=lambda: [(one.key, translated(one.label)) for one in writers().values()],
        label=_("Writer"),
    )
    model = forms.CharField(max_length=80, label=_("Model"), help_text=_("By its own name."))
    api_key = forms.CharField(
        max_length=300,
        label=_("Key"),
        help_text=_("Stored sealed. Nobody can read it here again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class BudgetForm(forms.Form):
    limit = forms.DecimalField(
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(MOST)],
        label=_("In a month at most, in US dollars"),
        help_text=_("Over it every couple gets your own words."),
    )


@vendor_required(Right.OWN)
@require_POST
def key(request: PageRequest) -> HttpResponse:
    form = KeyForm(request.POST)
    if form.is_valid():
        set_key(request.vendor, **form.cleaned_data, actor=actor(request))
        messages.success(request, _("Your key is used from now on."))
    else:
        messages.error(request, _("Choose a writer, and enter a model and a key."))
    return redirect("copies")


@vendor_required(Right.OWN)
@require_POST
def forget(request: PageRequest) -> HttpResponse:
    forget_key(request.vendor, actor=actor(request))
    messages.success(request, _("Your key is gone."))
    return redirect("copies")


def limit_now(request: PageRequest, data: Data) -> list[Line]:
    return limit_lines(request, data, CHANNEL, CURRENCY)


@vendor_required(Right.OWN)
@require_POST
@nobody_overwrites(limit_now, limits_mark)
def budget(request: PageRequest) -> HttpResponse:
    form = BudgetForm(request.POST)
    if form.is_valid():
        limit = from_text(str(form.cleaned_data["limit"]), CURRENCY)
        set_budget(request.vendor.pk, limit, actor=actor(request), channel=CHANNEL)
        messages.success(request, _("The limit holds from now on."))
    else:
        messages.error(request, _("Write an amount like 20.00."))
    return redirect("copies")
