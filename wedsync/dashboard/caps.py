"""How much is enough: the limits in words, what each would have done, and new ones."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.cap import OnExceed, Rule, sentence, would_hold
from campaigns.caps.looked_back import left_lately
from campaigns.caps.reply_load import capacity_now
from campaigns.caps.tasks import plan_own_caps
from messaging.caps import cap_rules_of
from messaging.channels.registry import channel_choices, channels
from messaging.models import CapRule
from messaging.models.caps import MOST_DAYS, CountedFor, Every
from messaging.models.caps import OnExceed as Exceed
from messaging.policy.facts import Purpose
from messaging.set_caps import add_cap, remove_cap, set_replies_a_day
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.lib.later import later
from wedsync.lib.translated import offered
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

KEPT_SECONDS = 600
PURPOSES = [
    (Purpose.MARKETING.value, _("Marketing")),
    (Purpose.HELPFUL.value, _("Helpful")),
    (Purpose.CONTRACTUAL.value, _("Contractual (by the day only)")),
]


class CapForm(forms.Form):
    most = forms.IntegerField(min_value=0, max_value=100, initial=2, label=_("At most"))
    purposes = forms.MultipleChoiceField(
        choices=PURPOSES,
        initial=[Purpose.MARKETING.value],
        widget=forms.CheckboxSelectMultiple,
        label=_("Messages"),
    )
    scope = forms.ChoiceField(choices=offered(CountedFor.choices), label=_("To"))
    per = forms.ChoiceField(choices=offered(Every.choices), required=False, label=_("In a"))
    days = forms.IntegerField(
        min_value=1,
        max_value=MOST_DAYS,
        initial=7,
        label=_("Days on end"),
        help_text=_("Where you chose no calendar above."),
    )
    channels = forms.MultipleChoiceField(
        choices=channel_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Only by"),
        help_text=_("None chosen: every channel."),
    )
    on_exceed = forms.ChoiceField(choices=offered(Exceed.choices), label=_("One more"))


class RepliesForm(forms.Form):
    figure = forms.IntegerField(
        min_value=0,
        max_value=1000,
        required=False,
        label=_("Answers you can write in a day"),
        help_text=_(
            "Marketing that invites answers is spread over the days accordingly. Empty: no limit."
        ),
    )


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    now = current_time()
    capacity = capacity_now(request.vendor, now)
    context = {
        "rules": _told(request.vendor),
        "form": CapForm(),
        "capacity": capacity and round(capacity.a_day),
        "replies_form": RepliesForm(initial={"figure": request.vendor.replies_a_day}),
        "may_own": may(request.membership, Right.OWN),
    }
    return render(request, "caps/index.html", context)


@vendor_required(Right.OWN)
@require_POST
def add(request: PageRequest) -> HttpResponse:
    form = CapForm(request.POST)
    if form.is_valid():
        add_cap(request.vendor, form.cleaned_data, actor=actor(request))
        later(plan_own_caps)
        messages.success(request, _("The limit holds from now on."))
    else:
        messages.error(request, _("Choose how many of which messages, and in how many days."))
    return redirect("caps")


@vendor_required(Right.OWN)
@require_POST
def remove(request: PageRequest, pk: UUID) -> HttpResponse:
    remove_cap(request.vendor, pk, actor=actor(request))
    later(plan_own_caps)
    messages.success(request, _("The limit is gone."))
    return redirect("caps")


def _replies(request: PageRequest, data: Data) -> list[Line]:
    vendor = held(request, Vendor.objects.filter(pk=request.vendor.pk)).get()
    return spelled(RepliesForm(data, initial={"figure": vendor.replies_a_day}))


@vendor_required(Right.OWN)
@require_POST
@nobody_overwrites(_replies)
def replies(request: PageRequest) -> HttpResponse:
    form = RepliesForm(request.POST)
    if form.is_valid():
        set_replies_a_day(request.vendor, form.cleaned_data["figure"], actor=actor(request))
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Write a whole number, or nothing."))
    return redirect("caps")


def _told(vendor: Vendor) -> list[dict[str, Any]]:
    rules = cap_rules_of(vendor)
    said = [repr(_read(rule)) for rule in rules]
    key = f"caps:{vendor.pk}:{sha256(repr(said).encode()).hexdigest()}"
    held = cache.get_or_set(key, lambda: _held(vendor, rules), KEPT_SECONDS) or []
    return [_one(*pair) for pair in zip(rules, held, strict=True)]


def _held(vendor: Vendor, rules: Sequence[CapRule]) -> list[int]:
    """A month of messages is gone through once for each rule."""
    left = left_lately(vendor, current_time())
    return [would_hold(_read(rule), left) for rule in rules]


def _one(rule: CapRule, held: int) -> dict[str, Any]:
    ways = [channels()[way].label for way in rule.channels if way in channels()]
    own = not rule._state.adding  # noqa: SLF001 -- Django's documented API
    return {"pk": rule.pk if own else None, "words": sentence(_read(rule), ways), "held": held}


def _read(rule: CapRule) -> Rule:
    return Rule(rule.cap, OnExceed(rule.on_exceed))
