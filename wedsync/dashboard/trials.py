"""Send yourself one of your own messages, as a couple would get it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _

from messaging.send_test import send_test
from personalization.models import Variant
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.vendors.membership import Right
from wedsync.vendors.models import Vendor

MOST = 100
INVALID = 422


class TrialForm(forms.Form):
    variant = forms.ModelChoiceField(Variant.objects.none(), label=_("Message"), empty_label=None)

    def __init__(self, vendor: Vendor, *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["variant"]
        field.queryset = latest(vendor)  # type: ignore[attr-defined]  # of a choice among models
        field.label_from_instance = _named  # type: ignore[attr-defined]  # as above


def latest(vendor: Vendor) -> Any:
    """The wordings for e-mail of each template's newest version."""
    ours = Variant.objects.filter(
        vendor=vendor, channel="email", version__template__archived_at=None
    )
    newest = ours.order_by("version__template_id", "-version__number", "key")
    ids = list(newest.distinct("version__template_id").values_list("pk", flat=True)[:MOST])
    named = Variant.objects.filter(vendor=vendor, pk__in=ids)
    return named.select_related("version__template").order_by("version__template__name", "pk")


def _named(variant: Variant) -> str:
    return variant.version.template.name


@vendor_required(Right.WRITE)
def show(request: PageRequest) -> HttpResponse:
    form = TrialForm(request.vendor, request.POST or None)
    if form.is_valid():
        variant, email = form.cleaned_data["variant"], request.user.email  # type: ignore[union-attr]  # signed in
        pk = send_test(request.vendor, variant, email, current_time(), actor=actor(request))
        messages.success(
            request,
            _("On its way to {email}. Here you see what becomes of it.").format(email=email),
        )
        return redirect("message", pk)
    context = {"form": form}
    return render(request, "today/trial.html", context, status=INVALID if form.errors else 200)
