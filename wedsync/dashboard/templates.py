"""Templates: the vendor's own, and what the library has for its trade and for others."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Case, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_stubs_ext import StrPromise

from personalization.adopt import adopt
from personalization.models import Template, TemplateQuerySet, Variant
from personalization.origin import outdated
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.lib.translated import translated
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Vendor

TRADE = "trade"
TABS = ((TRADE, _("For your trade")), ("all", _("For everybody")), ("others", _("For others")))
MINE, RETIRED = ("mine", _("Your own")), ("retired", _("Out of choice"))


class Row(NamedTuple):
    """`when` it is usually sent; how it stands to the library; what it looks like, if at all."""

    template: Template
    name: str
    when: str
    standing: str
    face: Variant | None


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    tab = request.GET.get("of") or ("any" if words else TRADE)
    rows = Template.objects.in_use()
    found = _retired(request.vendor) if tab == RETIRED[0] else _listed(rows, tab, request.vendor)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(description__icontains=words))
    page = page_of(found, ["name", "id"], request.GET.get("after", ""))
    context = {
        "page": page,
        "rows": _rows(page.rows, request.vendor),
        "q": words,
        "of": tab,
        "tabs": (*TABS, MINE, *_put_by(request.vendor)),
        "may_write": may(request.membership, Right.WRITE),
    }
    part = request.htmx and not request.htmx.boosted
    return render(request, "templates/_list.html" if part else "templates/index.html", context)


@vendor_required(Right.WRITE)
@require_POST
def copy(request: PageRequest, pk: UUID) -> HttpResponse:
    library = get_object_or_404(Template.objects.in_use().filter(vendor=None), pk=pk)
    made = adopt(library, request.vendor, actor=actor(request))
    messages.success(
        request,
        _("“{name}” is yours now. The library's text stays as it is.").format(name=made.name),
    )
    return redirect(f"{reverse('templates')}?of={MINE[0]}")


def _put_by(vendor: Vendor) -> list[tuple[str, StrPromise]]:
    """The tab of what is out of choice, once there is something in it."""
    return [RETIRED] if _retired(vendor).exists() else []


def _retired(vendor: Vendor) -> TemplateQuerySet:
    return Template.objects.filter(vendor=vendor).exclude(archived_at=None)


def _listed(found: TemplateQuerySet, tab: str, vendor: Vendor) -> TemplateQuerySet:
    library = found.filter(vendor=None)
    match tab:
        case "mine":
            return found.filter(vendor=vendor)
        case "all":
            return library.filter(kinds=[])
        case "others":
            return library.exclude(kinds=[]).exclude(kinds__contains=[vendor.kind])
        case "trade":
            return library.filter(kinds__contains=[vendor.kind])
        case _:
            return found.open_to(vendor)


def _rows(found: list[Template], vendor: Vendor) -> list[Row]:
    old, faces = outdated(found), _faces(found, vendor)
    keys = [one.key for one in found if one.key]
    ours = Template.objects.in_use().filter(vendor=vendor, origin__in=keys)
    copied = set(ours.values_list("origin", flat=True))
    return [
        Row(
            one,
            _called(one),
            str(one.usually or ""),
            _standing(one, old, copied),
            faces.get(one.pk),
        )
        for one in found
    ]


def _called(template: Template) -> str:
    """The library's are called by the page's language, a vendor's own as the vendor called them."""
    return template.name if template.vendor_id else translated(template.name)


def _faces(found: list[Template], vendor: Vendor) -> dict[UUID, Variant]:
    """Of the newest version the mail, else whatever there is, in the vendor's language first."""
    language = vendor.locale.replace("_", "-").partition("-")[0]
    spoken = Case(When(language__startswith=language, then=Value(0)), default=Value(1))
    said = Variant.objects.filter(version__template__in=found).annotate(foreign=spoken)
    order = ("version__template_id", "-version__number", "channel", "foreign", "key", "id")
    faces = said.order_by(*order).distinct("version__template_id").select_related("version")
    return {one.version.template_id: one for one in faces}


def _standing(template: Template, old: set[UUID], copied: set[str]) -> str:
    if template.archived_at is not None:
        return "retired"
    if template.vendor_id is None:
        return "copied" if template.key in copied else "library"
    return "changed" if template.pk in old else ""
