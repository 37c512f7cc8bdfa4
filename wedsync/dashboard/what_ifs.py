"""What if: one message by other rules than it was judged by. Nothing changes by asking."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from campaigns.imagined.supposed import MOST_A_WEEK, rules_of, supposed
from campaigns.simulation import Rules
from messaging.models import Message
from wedsync.dashboard.door import PageRequest, vendor_required

FREE_CLOSED = [
    ("", _("As they are")),
    ("free", _("As if they were free")),
    ("closed", _("Closed")),
]


class WhatIfForm(forms.Form):
    """Rules of the vendor's own; no law and no consent."""

    quiet = forms.ChoiceField(
        choices=[("", _("As they are")), ("off", _("As if there were none"))],
        required=False,
        label=_("Quiet hours"),
    )
    saturdays = forms.ChoiceField(choices=FREE_CLOSED, required=False, label=_("Saturdays"))
    cap = forms.IntegerField(
        min_value=1,
        max_value=MOST_A_WEEK,
        required=False,
        label=_("At most a week"),
        help_text=_("To a person. Empty: your limits as they are."),
    )

    @property
    def rules(self) -> Rules:
        said = self.cleaned_data
        return rules_of(said["quiet"], said["saturdays"], said["cap"])


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    """A part of the message's page for htmx; a page of its own for who has no JavaScript."""
    message = get_object_or_404(
        Message.objects.filter(vendor=request.vendor).select_related(
            "person__client", "variant__version__template"
        ),
        pk=pk,
    )
    form = WhatIfForm(request.GET)
    context: dict[str, Any] = {"message": message, "form": form}
    if form.is_valid():
        found = supposed(message, form.rules, ZoneInfo(request.vendor.timezone))
        context |= {"sentence": found.sentence, "lines": found.lines}
    part = request.htmx and not request.htmx.boosted
    return render(request, "letters/_what_if.html" if part else "letters/what_if.html", context)
