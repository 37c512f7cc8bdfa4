"""Settings: the page where couples ask, open or closed, what it asks, and its address."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm_connectors.inquiries.page import form_for
from crm_connectors.inquiries.set_form import (
    address_of,
    form_of,
    new_address,
    offered_boxes,
    set_form,
)
from crm_connectors.models import InquiryForm
from messaging.channels.registry import channels
from wedsync.dashboard.consent_texts import ABOUT
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import translated
from wedsync.vendors.membership import Right, may

INVALID = 422
ASKED = [
    ("partner", _("The partner's name")),
    ("phone", _("Phone")),
    ("date", _("When the wedding is")),
    ("venue", _("Venue and city")),
    ("guests", _("Guests")),
    ("note", _("What they would like to tell you")),
]


def boxes() -> list[tuple[str, str]]:
    """`email:marketing`, `E-mail: News and offers`."""
    said = [(key, *key.split(":")) for key in offered_boxes()]
    return [
        (key, f"{translated(channels()[channel].label)}: {ABOUT[purpose]}")
        for key, channel, purpose in said
    ]


class InquiriesForm(forms.Form):
    is_open = forms.BooleanField(required=False, label=_("Couples can ask here"))
    questions = forms.MultipleChoiceField(
        choices=ASKED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Besides name and e-mail, ask for"),
    )
    boxes = forms.MultipleChoiceField(
        choices=boxes,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Boxes for consent"),
        help_text=_(
            "Each is empty until they tick it. News by e-mail begin only after they say yes once"
            " more in a mail. Boxes for SMS and WhatsApp appear where the phone is asked for."
        ),
    )


def _bound(asks: InquiryForm, data: Data = None) -> InquiriesForm:
    names = ("is_open", "questions", "boxes")
    return InquiriesForm(data, initial={name: getattr(asks, name) for name in names})


def _lines(request: PageRequest, data: Data) -> list[Line]:
    held(request, InquiryForm.objects.filter(vendor=request.vendor)).first()
    return spelled(_bound(form_of(request.vendor), data))


@vendor_required()
@require_http_methods(["GET", "HEAD", "POST"])
@nobody_overwrites(_lines)
def show(request: PageRequest) -> HttpResponse:
    asks = form_of(request.vendor)
    form = _bound(asks, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _refuse_others(request)
        set_form(request.vendor, **form.cleaned_data, actor=actor(request))
        messages.success(request, _("Saved."))
        return redirect("settings-inquiries")
    context = {
        "form": form,
        "asks": asks,
        "address": "" if asks._state.adding else address_of(asks),  # noqa: SLF001 -- Django's documented API
        "may_own": may(request.membership, Right.OWN),
    }
    status = INVALID if form.errors else 200
    return render(request, "settings/inquiries.html", context, status=status)


@vendor_required()
@require_safe
def preview(request: PageRequest) -> HttpResponse:
    """As a couple finds it, in the member's language; open or closed."""
    asks = form_of(request.vendor)
    context = {"vendor": request.vendor, "form": form_for(asks), "preview": True}
    return render(request, "public/inquiry.html", context)


@vendor_required(Right.OWN)
@require_POST
def address(request: PageRequest) -> HttpResponse:
    new_address(request.vendor, actor=actor(request))
    messages.success(request, _("Here is the new link; the old one leads nowhere now."))
    return redirect("settings-inquiries")


def _refuse_others(request: PageRequest) -> None:
    if not may(request.membership, Right.OWN):
        raise Refusal("Only an owner of the business can change this.", code="owner_only")
