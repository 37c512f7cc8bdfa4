"""Find a wedding, a person, a template, a campaign or a page by a few letters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from personalization.models import Template
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.navigation import Entry, everywhere, where
from wedsync.lib.translated import translated
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

LEAST = 2  # letters; fewer find pages only
MOST = 6  # of each kind
LONGEST = 80


@dataclass(frozen=True)
class Found:
    kind: str
    label: str
    more: str
    address: str


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """A page of its own, and the list inside the palette."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    rows = _pages(words) if len(words) < LEAST else _everything(request.vendor, words)
    context = {"q": words, "found": rows}
    return render(request, "find/_list.html" if request.htmx else "find/index.html", context)


def _everything(vendor: Vendor, words: str) -> list[Found]:
    """Four queries, each of a few rows."""
    kinds = (_weddings(vendor, words), _people(vendor, words), _templates(vendor, words))
    rows = [one for kind in (*kinds, _campaigns(vendor, words)) for one in kind]
    return _pages(words)[:MOST] + rows


def _pages(words: str) -> list[Found]:
    return [
        Found(_("Page"), str(one.label), "", where(one.name))
        for one in everywhere()
        if _sounds_like(one, words.casefold())
    ]


def _sounds_like(entry: Entry, words: str) -> bool:
    """Every word of the question begins one of the page's."""
    theirs = f"{entry.label} {entry.words} {translated(entry.words)}".casefold().split()
    return all(any(one.startswith(word) for one in theirs) for word in words.split())


def _weddings(vendor: Vendor, words: str) -> Iterable[Found]:
    ours = Wedding.objects.filter(vendor=vendor, client__archived_at=None)
    named = ours.filter(client__name__icontains=words).select_related("client")
    for one in named.order_by("-date", "id")[:MOST]:
        day = f"{one.date:%Y-%m-%d}" if one.date else _("No date yet")
        yield Found(_("Wedding"), one.client.name, day, reverse("wedding", args=[one.pk]))


def _people(vendor: Vendor, words: str) -> Iterable[Found]:
    """Who has a wedding: there is where they are shown."""
    ours = Person.objects.filter(vendor=vendor, client__archived_at=None)
    named = ours.filter(
        Q(given_name__istartswith=words)
        | Q(family_name__istartswith=words)
        | Q(email__istartswith=words)
    )
    theirs = named.exclude(client__weddings=None).select_related("client")
    rows = list(theirs.order_by("given_name", "id").distinct()[:MOST])
    weddings = Wedding.objects.filter(vendor=vendor, client__in=[one.client_id for one in rows])
    page = dict(weddings.order_by("date").values_list("client_id", "pk"))
    for one in rows:
        yield Found(
            "Person", str(one), one.client.name, reverse("wedding", args=[page[one.client_id]])
        )


def _templates(vendor: Vendor, words: str) -> Iterable[Found]:
    ours = Template.objects.filter(vendor=vendor, archived_at=None, name__icontains=words)
    for one in ours.order_by("name", "id")[:MOST]:
        yield Found(_("Template"), one.name, one.purpose, reverse("template", args=[one.pk]))


def _campaigns(vendor: Vendor, words: str) -> Iterable[Found]:
    ours = Campaign.objects.filter(vendor=vendor, name__icontains=words)
    for one in ours.order_by("-id")[:MOST]:
        yield Found(_("Campaign"), one.name, one.state, reverse("campaign", args=[one.pk]))
