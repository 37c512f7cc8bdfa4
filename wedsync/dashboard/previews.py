"""A template as somebody would get it on a day: every variant of a channel, side by side."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from messaging.channels.registry import channel_choices
from messaging.habits import ladder_of, zone_of
from personalization.advice import advice, glimpse
from personalization.models import TemplateVersion, Variant
from personalization.preview import Preview, preview_sample, preview_values, values_on
from personalization.segments import Segments, segments
from personalization.send_time import SENTENCES, choose
from wedsync.dashboard import letters
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.forms import Day
from wedsync.dashboard.wordings import template_of, versions_of
from wedsync.lib.translated import offered
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window, at_local, local_day
from wedsync.weddings.models import Person, Role, Wedding

MOST_WEDDINGS = 50
EARLIEST, LATEST = dt.time(8), dt.time(21)  # outside of it nobody is written to
SHOWN = ("email", "in_app", "push", "whatsapp", "sms")


class AsForm(forms.Form):
    """As whom, when, where. Without a wedding it is an imaginary couple's."""

    wedding = forms.ModelChoiceField(
        Wedding.objects.none(),
        required=False,
        empty_label=_("An imaginary couple"),
        label=_("Couple"),
    )
    who = forms.ChoiceField(choices=offered(Role.choices), required=False, label=_("Read by"))
    day = forms.DateField(widget=Day, required=False, label=_("On the day"))
    channel = forms.ChoiceField(required=False)
    device = forms.ChoiceField(
        choices=[("desktop", _("Desktop")), ("phone", _("Phone"))],
        required=False,
        label=_("Screen"),
    )
    look = forms.ChoiceField(choices=[("light", _("Light")), ("dark", _("Dark"))], required=False)

    def __init__(self, vendor: Vendor, channels: Sequence[str], given: QueryDict) -> None:
        today = local_day(current_time(), ZoneInfo(vendor.timezone))
        usual = {"day": today.isoformat(), "channel": channels[0], "who": Role.PARTNER_A}
        asked = {name: value for name, value in given.items() if value}
        super().__init__(usual | {"device": "desktop", "look": "light"} | asked)
        weddings, channel = self.fields["wedding"], self.fields["channel"]
        assert isinstance(weddings, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(channel, forms.ChoiceField)  # noqa: S101
        weddings.queryset = near(vendor, today, given.get("wedding", ""))
        labels = dict(channel_choices())
        channel.choices = [(key, labels[key]) for key in channels]


@dataclass(frozen=True)
class Panel:
    """One variant as it would arrive."""

    variant: Variant
    seen: Preview
    advice: tuple[str, ...]
    glimpse: str
    segments: Segments | None


@dataclass(frozen=True)
class Best:
    """An hour on the reader's wall, and why it is that one."""

    hour: str
    why: str
    sure: int  # percent; 0 where nothing was seen yet


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    template = template_of(request, pk)
    version = _version(versions_of(template), request.GET.get("version", ""))
    variants = list(version.variants.all())
    channels = [one for one in SHOWN if any(v.channel == one for v in variants)]
    form = AsForm(request.vendor, channels, request.GET)
    context: dict[str, Any] = {
        "template": template,
        "version": version,
        "form": form,
        "may_write": may(request.membership, Right.WRITE),
    }
    if form.is_valid():
        chosen = form.cleaned_data
        reader = reader_of(request.vendor, chosen["wedding"], chosen["who"])
        mine = [one for one in variants if one.channel == chosen["channel"]]
        context |= {"reader": reader, "asked": chosen}
        context["best"] = _best(reader, request.vendor, chosen) if reader else None
        known = _known(reader, chosen)
        context["panels"] = [_panel(one, _seen(one, known)) for one in mine]
    status = 200 if form.is_valid() else 422
    return render(request, "wordings/preview.html", context, status=status)


@letters.framed
@vendor_required()
@require_safe
def letter(request: PageRequest, pk: UUID) -> HttpResponse:
    """One variant's mail and nothing else, for a frame."""
    ours = Variant.objects.filter(Q(vendor=request.vendor) | Q(vendor=None))
    variant = get_object_or_404(ours, pk=pk)
    form = AsForm(request.vendor, [variant.channel], request.GET)
    if not form.is_valid():
        raise Http404(_("There is nothing to show."))
    chosen = form.cleaned_data
    reader = reader_of(request.vendor, chosen["wedding"], chosen["who"])
    seen = _seen(variant, _known(reader, chosen))
    if seen.content is None:
        raise Http404(seen.reason)
    return letters.page(seen.content)


def near(vendor: Vendor, today: dt.date, chosen: str) -> QuerySet[Wedding]:
    """Those that come next, and the one that was chosen wherever it is."""
    ours = Wedding.objects.filter(vendor=vendor).select_related("client")
    coming = ours.filter(date__gte=today).order_by("date", "id")
    ids = list(coming.values_list("pk", flat=True)[:MOST_WEDDINGS])
    with suppress(ValueError):  # the form says so
        ids += [UUID(chosen)] if chosen else []
    return ours.filter(pk__in=ids).order_by("date", "id")


def _version(versions: Sequence[TemplateVersion], number: str) -> TemplateVersion:
    found = [one for one in versions if number in {"", str(one.number)}]
    if not found or not found[0].variants.all():
        raise Http404(_("There is no such version."))
    return found[0]


def reader_of(vendor: Vendor, wedding: Wedding | None, role: str) -> Person | None:
    """Who has this role, else the first of the couple's people."""
    if wedding is None:
        return None
    people = Person.objects.filter(vendor=vendor, client=wedding.client_id).order_by("role", "id")
    circle = list(people.select_related("vendor"))
    return next((one for one in circle if one.role == role), circle[0] if circle else None)


def _best(reader: Person, vendor: Vendor, chosen: Mapping[str, Any]) -> Best | None:
    """The hour of that day at which they are likeliest to act on it."""
    zone, day = zone_of(reader, vendor), chosen["day"]
    window = Window(at_local(day, EARLIEST, zone), at_local(day, LATEST, zone))
    ladder = ladder_of(reader, vendor, current_time(), chosen["channel"])
    choice = choose([window], ladder, zone)
    if choice is None:
        return None
    hour = f"{choice.at.astimezone(zone):%H:%M}"
    return Best(hour, SENTENCES[choice.reason], round(100 * choice.confidence))


def _known(reader: Person | None, chosen: Mapping[str, Any]) -> dict[str, Any] | None:
    """What every variant reads of them; nothing of an imaginary couple."""
    return values_on(chosen["day"], reader, chosen["wedding"]) if reader else None


def _seen(variant: Variant, known: Mapping[str, Any] | None) -> Preview:
    return preview_sample(variant) if known is None else preview_values(variant, known)


def _panel(variant: Variant, seen: Preview) -> Panel:
    content = seen.content
    return Panel(
        variant,
        seen,
        advice(variant.channel, content) if content else (),
        glimpse(variant.channel, content) if content else "",
        segments(content.text) if content and variant.channel == "sms" else None,
    )
