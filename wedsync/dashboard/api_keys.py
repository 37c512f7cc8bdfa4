"""API keys: who has which, a new one whose secret is shown once, another secret, no more."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.lib.translated import translated
from wedsync.vendors.keys import keys_of, make, revoke, rotate
from wedsync.vendors.membership import Right, within
from wedsync.vendors.models import ApiKey
from wedsync.vendors.scopes import WORDS, Scope

CREATED = 201
LIVES = [("90", _("90 days")), ("365", _("A year")), ("", _("Until it is revoked"))]
OVERLAPS = [("0", _("At once")), ("24", _("After a day")), ("168", _("After a week"))]


class KeyForm(forms.Form):
    name = forms.CharField(
        max_length=80, label=_("Name"), help_text=_("Who uses it: “Website form”, “Zapier”.")
    )
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("It may"))
    days = forms.ChoiceField(choices=LIVES, required=False, label=_("Runs out after"))

    def __init__(self, scopes: list[Scope], *args: Any) -> None:
        super().__init__(*args)
        choices = self.fields["scopes"]
        assert isinstance(choices, forms.MultipleChoiceField)  # noqa: S101 -- made above
        choices.choices = [(one.value, translated(WORDS[one])) for one in scopes]


class RotateForm(forms.Form):
    overlap = forms.TypedChoiceField(choices=OVERLAPS, coerce=int, label=_("The old secret ends"))


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: PageRequest) -> HttpResponse:
    """The secret stands on the page that answers the form, and nowhere after it."""
    form = KeyForm(within(request.membership), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "api_keys/index.html", _shown(request, form))
    now, said = current_time(), form.cleaned_data
    ends = now + dt.timedelta(days=int(said["days"])) if said["days"] else None
    seat, name, scopes = request.membership, said["name"], said["scopes"]
    key, secret = make(seat, name, scopes, now, expires_at=ends, actor=actor(request))
    return _once(request, key, secret)


@vendor_required(Right.SEND)
@require_POST
def turn(request: PageRequest, pk: UUID) -> HttpResponse:
    key, form = _ours(request, pk), RotateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose when the old secret ends."))
        return redirect("keys")
    overlap = dt.timedelta(hours=form.cleaned_data["overlap"])
    return _once(request, key, rotate(key, overlap, current_time(), actor=actor(request)))


@vendor_required(Right.SEND)
@require_POST
def close(request: PageRequest, pk: UUID) -> HttpResponse:
    revoke(_ours(request, pk), current_time(), actor=actor(request))
    messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("keys")


def _once(request: PageRequest, key: ApiKey, secret: str) -> HttpResponse:
    context = _shown(request, KeyForm(within(request.membership)))
    context |= {"made": key, "secret": secret}
    return render(request, "api_keys/index.html", context, status=CREATED)


def _ours(request: PageRequest, pk: UUID) -> ApiKey:
    return get_object_or_404(keys_of(request.vendor.pk), pk=pk)


def _shown(request: PageRequest, form: KeyForm) -> dict[str, Any]:
    now = current_time()
    page = page_of(keys_of(request.vendor.pk), ["-id"], request.GET.get("after", ""))
    rows = [(key, key.opens(now), _words(key)) for key in page.rows]
    return {"page": page, "rows": rows, "form": form, "rotate": RotateForm(), "at": now}


def _words(key: ApiKey) -> list[str]:
    return [translated(WORDS[scope]) for scope in Scope if scope in key.scopes]
