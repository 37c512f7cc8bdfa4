"""The merge fields somebody may write: what each says, and for how many weddings it is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_safe

from personalization.coverage import lacking
from personalization.fields import FIELDS, Field
from personalization.gather import contexts_for
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.lib.translated import translated
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Life, Person, Role

MOST = 300  # weddings that are looked at
GROUPS = {
    "person": worded("Who reads it"),
    "couple": worded("The couple"),
    "partner": worded("The other partner"),
    "wedding": worded("The wedding"),
    "vendor": worded("You"),
    "brand": worded("Your look"),
    "voice": worded("What the rules advise"),
    "links": worded("Links"),
}
# Where a message's own words have no use for it, or may not.
HIDDEN = {"brand"}


@dataclass(frozen=True)
class Listed:
    """`lacks`: for so many weddings there is no value; None where nobody counted."""

    field: Field
    sample: str
    lacks: int | None = None


Group = tuple[str, Sequence[Listed]]


@vendor_required()
@require_safe
def show(request: PageRequest) -> HttpResponse:
    """All of them with counts: a part of the editor's page, and a page by itself."""
    gaps, total = counted(request.vendor)
    context = {"groups": fields_by_group(gaps), "counted": True, "weddings": total}
    part = request.htmx and not request.htmx.boosted
    return render(request, "sketches/_fields.html" if part else "sketches/fields.html", context)


def fields_by_group(gaps: Mapping[str, int] | None = None) -> list[Group]:
    found: dict[str, list[Listed]] = {group: [] for group in GROUPS}
    for path, field in FIELDS.items():
        told = field.sample if isinstance(field.sample, list) else [field.sample]
        lacks = None if gaps is None else gaps.get(path, 0)
        listed = Listed(
            field, ", ".join(translated(str(one)) for one in told).replace("\n", ", "), lacks
        )
        found[path.partition(".")[0]].append(listed)
    return [(GROUPS[group], few) for group, few in found.items() if group not in HIDDEN]


def counted(vendor: Vendor) -> tuple[dict[str, int], int]:
    """Fields without a value for how many booked weddings, the next first; and of how many."""
    booked = Person.objects.filter(
        vendor=vendor, role=Role.PARTNER_A, client__weddings__life=Life.BOOKED
    )
    pairs = booked.order_by("client__weddings__date", "client__weddings__id")
    rows = list(pairs.values_list("pk", "client__weddings")[:MOST])
    return lacking(contexts_for(rows, vendor, current_time()).values()), len(set(rows))
