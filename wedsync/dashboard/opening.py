"""Open a business: the one page for somebody who has signed up and has no seat yet."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wedsync.billing.money import EXPONENTS
from wedsync.dashboard.zones import ZoneSelect, zones
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import offered, told
from wedsync.vendors.models import Kind, Vendor
from wedsync.vendors.open_business import Details, open_business

INVALID = 422


class OpeningForm(forms.Form):
    name = forms.CharField(
        max_length=Vendor._meta.get_field("name").max_length,  # noqa: SLF001 -- Django's documented API
        label=_("Name of your business"),
    )
    kind = forms.ChoiceField(choices=offered(Kind.choices), label=_("Trade"))
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        initial="US",
        label=_("Country"),
        help_text=_("Two letters, like US"),
        error_messages={"invalid": _("Write two letters, like US.")},
    )
    timezone = forms.ChoiceField(
        choices=zones,
        widget=ZoneSelect,
        initial="America/New_York",
        label=_("Time zone"),
    )
    currency = forms.ChoiceField(
        choices=[(one, one) for one in sorted(EXPONENTS)], initial="USD", label=_("Currency")
    )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    @property
    def details(self) -> Details:
        return Details(**self.cleaned_data)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    form = OpeningForm(request.POST or None)
    if form.is_valid():
        try:
            return _opened(request, form.details)
        except Refusal as refusal:
            form.add_error(None, told(refusal))
    context: dict[str, Any] = {"form": form}
    status = INVALID if form.errors else 200
    return render(request, "seats/open.html", context, status=status)


def _opened(request: HttpRequest, said: Details) -> HttpResponse:
    user = request.user
    assert user.is_authenticated  # noqa: S101 -- login_required, for the type checker
    seat = open_business(user, said, actor=f"user:{user.pk}")
    request.session["vendor"] = str(seat.vendor_id)
    messages.success(request, _("{name} is open. Here are the first steps.").format(name=said.name))
    return redirect("home")
