"""Weddings: find one, and see what is known and was said about it."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_safe

from messaging.models import Consent, Message
from messaging.policy.facts import Purpose
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.plans import plan_of
from wedsync.dashboard.reflows import last_of
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person, Wedding, WeddingDay

MOST_MESSAGES = 50
TABS = (("upcoming", "Upcoming"), ("past", "Past"), ("open", "No date yet"), ("all", "All"))


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    tab = request.GET.get("when") or ("all" if words else "upcoming")
    found = Wedding.objects.filter(vendor=request.vendor).select_related("client")
    found, order = _listed(found.filter(client__archived_at=None), tab, _today(request.vendor))
    if words:
        found = found.filter(_named(words))
    page = page_of(found, order, request.GET.get("after", ""))
    context = {"page": page, "q": words, "when": tab, "tabs": TABS}
    part = request.htmx and not request.htmx.boosted
    return render(request, "weddings/_list.html" if part else "weddings/index.html", context)


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    days = Prefetch("days", WeddingDay.objects.filter(vendor=request.vendor))
    ours = Wedding.objects.filter(vendor=request.vendor).select_related("client")
    wedding = get_object_or_404(ours.prefetch_related(days), pk=pk)
    context = {
        "wedding": wedding,
        "people": _people(request.vendor, wedding),
        "sent": _messages(request.vendor, wedding),
        "most": MOST_MESSAGES,
        "may_send": may(request.membership, Right.SEND),
        "zone": wedding.timezone or request.vendor.timezone,
        **plan_of(request, wedding),
        **last_of(request, wedding),
    }
    return render(request, "weddings/show.html", context)


def _today(vendor: Vendor) -> dt.date:
    return local_day(current_time(), ZoneInfo(vendor.timezone))


def _listed(
    found: QuerySet[Wedding], tab: str, today: dt.date
) -> tuple[QuerySet[Wedding], list[str]]:
    match tab:
        case "upcoming":
            return found.filter(date__gte=today), ["date", "id"]
        case "past":
            return found.filter(date__lt=today), ["-date", "-id"]
        case "open":
            return found.filter(date=None), ["-id"]
        case _:
            return found, ["-id"]


def _named(words: str) -> Q:
    """The couple's name or a part of it, or how somebody's e-mail address begins."""
    addressed = Person.objects.filter(client=OuterRef("client"), email__istartswith=words)
    return Q(client__name__icontains=words) | Q(Exists(addressed))


def _people(vendor: Vendor, wedding: Wedding) -> list[tuple[Person, str]]:
    """Each with what they said last about marketing by e-mail: yes, no, or nothing."""
    people = list(Person.objects.filter(vendor=vendor, client=wedding.client_id))
    latest = (
        Consent.objects.filter(
            vendor=vendor, person__in=people, channel="email", purpose=Purpose.MARKETING.value
        )
        .order_by("person_id", "-id")
        .distinct("person_id")
    )
    said = {consent.person_id: "yes" if consent.granted else "no" for consent in latest}
    return [(person, said.get(person.pk, "")) for person in people]


def _messages(vendor: Vendor, wedding: Wedding) -> QuerySet[Message]:
    ours = Message.objects.filter(vendor=vendor, wedding=wedding)
    related = ours.select_related("person", "variant__version__template")
    return related.order_by("-id")[:MOST_MESSAGES]
