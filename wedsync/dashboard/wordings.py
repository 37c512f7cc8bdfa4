"""Templates: find one, see what it says and said before, who got it, and make it one's own."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from messaging.models import Message
from personalization.adopt import adopt, drafts_of
from personalization.difference import differences
from personalization.models import Template, TemplateVersion, Variant
from personalization.restore import restore
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.vendors.membership import Right, may

MOST_VERSIONS = 50
TABS = (("own", "Yours"), ("mine", "For your trade"), ("all", "Whole library"))


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """One's own first; who has none yet is shown what the library has for their trade."""
    words = request.GET.get("q", "").strip()
    tab = request.GET.get("of") or _first_tab(request)
    found = _listed(request, tab)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(description__icontains=words))
    page = page_of(found, ["name", "id"], request.GET.get("after", ""))
    channels = _channels(page.rows)
    context = {
        "page": page,
        "rows": [(one, channels.get(one.pk, [])) for one in page.rows],
        "q": words,
        "of": tab,
        "tabs": TABS,
        "may_write": may(request.membership, Right.WRITE),
    }
    part = request.htmx and not request.htmx.boosted
    return render(request, f"wordings/{'_list' if part else 'index'}.html", context)


@vendor_required(Right.WRITE)
@require_POST
def take(request: PageRequest, pk: UUID) -> HttpResponse:
    """A copy of a library template, to change as one likes."""
    template = get_object_or_404(Template, vendor=None, pk=pk)
    copy = adopt(template, request.vendor, actor=actor(request))
    messages.success(request, "It is yours now: change it as you like.")
    return redirect("template", copy.pk)


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    template = template_of(request, pk)
    versions = versions_of(template)
    context = {
        "template": template,
        "versions": versions,
        "current": versions[0] if versions else None,
        "own": template.vendor_id is not None,
        "newer": _newer(template),
        "may_write": may(request.membership, Right.WRITE),
    }
    return render(request, "wordings/show.html", context)


@vendor_required()
@require_safe
def who(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    """Everybody to whom this version was said or will be, the latest first."""
    template = template_of(request, pk)
    version = _version(template, number)
    got = Message.objects.filter(vendor=request.vendor, variant__version=version)
    page = page_of(
        got.select_related("person__client", "variant"), ["-id"], request.GET.get("after", "")
    )
    context = {"template": template, "version": version, "page": page}
    return render(request, "wordings/who.html", context)


@vendor_required()
@require_safe
def compare(request: PageRequest, pk: UUID) -> HttpResponse:
    """From one version to another; without a choice, from the one before to the current one."""
    template = template_of(request, pk)
    versions = versions_of(template)
    old, new = _chosen(request, versions)
    found = differences(drafts_of(old), drafts_of(new))
    context = {
        "template": template,
        "versions": versions,
        "old": old,
        "new": new,
        "differences": found,
        "differing": any(one.differs for one in found),
    }
    return render(request, "wordings/compare.html", context)


@vendor_required(Right.WRITE)
@require_POST
def go_back(request: PageRequest, pk: UUID, number: int) -> HttpResponse:
    template = get_object_or_404(Template, vendor=request.vendor, pk=pk)
    made = restore(_version(template, number), actor=actor(request))
    messages.success(
        request, f"It says again what version {number} said, as version {made.number}."
    )
    return redirect("template", pk)


def template_of(request: PageRequest, pk: UUID) -> Template:
    """One of the vendor's own or of the library."""
    return get_object_or_404(Template.objects.open_to(request.vendor), pk=pk)


def versions_of(template: Template) -> list[TemplateVersion]:
    """The latest first, each with its variants."""
    found = template.versions.order_by("-number").prefetch_related("variants")
    return list(found[:MOST_VERSIONS])


def _first_tab(request: PageRequest) -> str:
    has_own = Template.objects.in_use().filter(vendor=request.vendor).exists()
    return "own" if has_own else "mine"


def _listed(request: PageRequest, tab: str) -> QuerySet[Template]:
    in_use = Template.objects.in_use()
    match tab:
        case "own":
            return in_use.filter(vendor=request.vendor)
        case "mine":
            return in_use.made_for(request.vendor.kind)
        case _:
            return in_use.filter(vendor=None)


def _channels(templates: Iterable[Template]) -> Mapping[UUID, list[str]]:
    """By template, what any of its versions is written for."""
    said = Variant.objects.filter(version__template__in=list(templates)).order_by()
    found: dict[UUID, list[str]] = {}
    for pk, channel in sorted(said.values_list("version__template_id", "channel").distinct()):
        found.setdefault(pk, []).append(channel)
    return found


def _newer(template: Template) -> TemplateVersion | None:
    """What the library says now, if that has changed since this was copied from it."""
    if not template.origin:
        return None
    source = Template.objects.in_use().filter(vendor=None, key=template.origin).first()
    latest = source.current if source else None
    return latest if latest and latest.number != template.origin_version else None


def _version(template: Template, number: int) -> TemplateVersion:
    return get_object_or_404(template.versions.prefetch_related("variants"), number=number)


def _chosen(
    request: PageRequest, versions: Sequence[TemplateVersion]
) -> tuple[TemplateVersion, TemplateVersion]:
    by_number = {str(one.number): one for one in versions}
    if not versions:
        raise Http404("Nothing was published yet.")
    new = by_number.get(request.GET.get("to", str(versions[0].number)))
    old = by_number.get(request.GET.get("from", str(versions[min(1, len(versions) - 1)].number)))
    if old is None or new is None:
        raise Http404("There is no such version.")
    return old, new
