"""Send yourself one of your own messages, as a couple would get it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from messaging.called import called
from messaging.models import ProviderAccount
from messaging.send_test import BY_PHONE, Oneself, send_test
from messaging.trial import As
from personalization.models import Variant
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.previews import AsForm, reader_of
from wedsync.dashboard.senders import own
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

MOST = 100
INVALID = 422


class TrialForm(forms.Form):
    variant = forms.ModelChoiceField(Variant.objects.none(), label=_("Message"), empty_label=None)

    phone = forms.CharField(
        max_length=40,
        label=_("Your phone"),
        help_text=_("With + and the country, like +1 415 555 0100"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, vendor: Vendor, channel: str, *args: Any) -> None:
        super().__init__(*args)
        if channel not in BY_PHONE:
            del self.fields["phone"]
        field = self.fields["variant"]
        field.queryset = latest(vendor, channel)  # type: ignore[attr-defined]  # of a choice among models
        field.label_from_instance = _named  # type: ignore[attr-defined]  # as above


def latest(vendor: Vendor, channel: str) -> Any:
    """The wordings for that channel of each template's newest version."""
    ours = Variant.objects.filter(
        vendor=vendor, channel=channel, version__template__archived_at=None
    )
    newest = ours.order_by("version__template_id", "-version__number", "key")
    ids = list(newest.distinct("version__template_id").values_list("pk", flat=True)[:MOST])
    named = Variant.objects.filter(vendor=vendor, pk__in=ids)
    return named.select_related("version__template").order_by("version__template__name", "pk")


def _named(variant: Variant) -> str:
    return variant.version.template.name


@vendor_required(Right.WRITE)
def show(request: PageRequest) -> HttpResponse:
    """`through` in the address names a sender of the vendor's: then that one carries it."""
    sender = _through(request)
    form = TrialForm(request.vendor, sender.channel if sender else "email", request.POST or None)
    if form.is_valid():
        said, email = form.cleaned_data, request.user.email  # type: ignore[union-attr]  # signed in
        to = Oneself(email, said.get("phone", ""), sender)
        now, who = current_time(), actor(request)
        pk = send_test(request.vendor, said["variant"], to, now, actor=who)
        messages.success(
            request,
            _("On its way to {email}. Here you see what becomes of it.").format(
                email=to.phone or email
            ),
        )
        return redirect("message", pk)
    context = {"form": form, "sender": sender, "name": called(sender.provider) if sender else ""}
    return render(request, "today/trial.html", context, status=INVALID if form.errors else 200)


def _through(request: PageRequest) -> ProviderAccount | None:
    asked = request.GET.get("through", "")
    if not asked:
        return None
    if not may(request.membership, Right.SEND):
        raise Refusal("Your role may send tests by e-mail only.", code="role")
    try:
        return own(request, UUID(asked))
    except ValueError:
        raise Http404(_("There is no such sender.")) from None


@vendor_required(Right.WRITE)
@require_POST
def send(request: PageRequest, pk: UUID) -> HttpResponse:
    """Any wording, over its channel, written as the preview beside the button shows it."""
    ours = Variant.objects.filter(Q(vendor=request.vendor) | Q(vendor=None))
    variant = get_object_or_404(ours.select_related("version"), pk=pk)
    if variant.channel in BY_PHONE and not may(request.membership, Right.SEND):
        raise Refusal("Your role may send tests by e-mail only.", code="role")
    to = Oneself(request.user.email, request.POST.get("phone", ""))  # type: ignore[union-attr]  # signed in
    message = send_test(
        request.vendor,
        variant,
        to,
        current_time(),
        actor=actor(request),
        meant=_meant(request, variant),
    )
    messages.success(request, _("On its way to you. Here you see what becomes of it."))
    return redirect("message", message)


def _meant(request: PageRequest, variant: Variant) -> As | None:
    """None: an invented wedding of one's own."""
    form = AsForm(request.vendor, [variant.channel], request.POST)
    if not form.is_valid():
        raise Refusal("There is no such couple or day: look at it again.", code="not_meant")
    chosen = form.cleaned_data
    reader = reader_of(request.vendor, chosen["wedding"], chosen["who"])
    return As(reader.pk, chosen["wedding"].pk, chosen["day"]) if reader else None
