"""What if: one message by other rules than it was judged by. Nothing changes by asking."""

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from campaigns.imagined.what_if import leaves_at, looked_at, what_if
from campaigns.simulation import Rules
from messaging.models import Decision, Message
from messaging.policy.facts import Cap
from messaging.policy.hours import Quiet
from messaging.states import WAITING, State
from messaging.why import objected, spoken
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.lib.worded import worded

A_WEEK = 7 * 24
NEVER_QUIET = Quiet(dt.time(), dt.time(), weekdays=())
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
        max_value=50,
        required=False,
        label=_("At most a week"),
        help_text=_("To a person. Empty: your limits as they are."),
    )

    @property
    def rules(self) -> Rules:
        said = self.cleaned_data
        return Rules(
            cap=Cap(said["cap"], A_WEEK) if said["cap"] else None,
            quiet=NEVER_QUIET if said["quiet"] else None,
            saturday_blanket=said["saturdays"] == "closed" if said["saturdays"] else None,
        )


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
    decision = message.decisions.order_by("-id").first()
    context: dict[str, Any] = {"message": message, "form": form}
    if decision and form.is_valid():
        context |= answer(message, decision, form.rules, ZoneInfo(request.vendor.timezone))
    part = request.htmx and not request.htmx.boosted
    return render(request, "letters/_what_if.html" if part else "letters/what_if.html", context)


def answer(message: Message, decision: Decision, rules: Rules, zone: ZoneInfo) -> dict[str, Any]:
    """A sentence, and what would stand in the way at the moment it was looked at."""
    try:
        at = leaves_at(decision, rules)
    except (KeyError, TypeError):  # its facts were kept by an older version of the gates
        return {
            "sentence": worded(
                "It was looked at before this could be asked. Its next look will tell."
            )
        }
    lines = objected(what_if(decision, rules).objections, zone)
    return {"sentence": _sentence(message, decision, at, zone), "lines": lines}


def _sentence(message: Message, decision: Decision, at: dt.datetime | None, zone: ZoneInfo) -> str:
    waits = State(message.state) in WAITING
    if at is None:
        if waits:
            return worded("It would not leave by itself.")
        return worded("It would not have left by itself.")
    if at == looked_at(decision) and waits:
        return worded("It could leave at once.")
    moment = spoken(at, zone)
    if waits:
        return worded("It would leave on {moment}.", moment=moment)
    return worded("It would have left on {moment}.", moment=moment)
