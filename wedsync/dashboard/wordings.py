"""One template: what it says, what it said before, who got which version, and what changed."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from messaging.models import Message
from personalization.adopt import drafts_of
from personalization.awaiting import awaiting, needs_of
from personalization.difference import differences
from personalization.models import Approval, Template, TemplateVersion, WordingRule
from personalization.origin import outdated
from personalization.restore import restore
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.wording_approvals import rule_in
from wedsync.dashboard.wording_forms import DemandForm
from wedsync.vendors.membership import Right, may

MOST_VERSIONS = 50


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
        **_asked(request, template, versions),
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
        request,
        _("It says again what version {number} said, as version {newest}.").format(
            number=number, newest=made.number
        ),
    )
    return redirect("template", pk)


def _asked(
    request: PageRequest, template: Template, versions: Sequence[TemplateVersion]
) -> dict[str, object]:
    """Who has to approve it, and how the current version stands."""
    current = versions[:1]
    return {
        "needs": needs_of(template),
        "approval": Approval.objects.filter(version__in=current).first(),
        "waits": bool(awaiting([one.pk for one in current])),
        "demand": DemandForm(initial={"needs": template.needs}),
        "rule": rule_in(WordingRule.objects.filter(vendor=request.vendor)),
        "may_send": may(request.membership, Right.SEND),
        "owns": may(request.membership, Right.OWN),
    }


def template_of(request: PageRequest, pk: UUID) -> Template:
    """One of the vendor's own or of the library."""
    return get_object_or_404(Template.objects.open_to(request.vendor), pk=pk)


def versions_of(template: Template) -> list[TemplateVersion]:
    """The latest first, each with its variants."""
    found = template.versions.order_by("-number").prefetch_related("variants")
    return list(found[:MOST_VERSIONS])


def _newer(template: Template) -> TemplateVersion | None:
    """What the library says now, if that has changed since this was copied from it."""
    if not outdated([template]):
        return None
    return Template.objects.get(vendor=None, key=template.origin).current


def _version(template: Template, number: int) -> TemplateVersion:
    return get_object_or_404(template.versions.prefetch_related("variants"), number=number)


def _chosen(
    request: PageRequest, versions: Sequence[TemplateVersion]
) -> tuple[TemplateVersion, TemplateVersion]:
    by_number = {str(one.number): one for one in versions}
    if not versions:
        raise Http404(_("Nothing was published yet."))
    new = by_number.get(request.GET.get("to", str(versions[0].number)))
    old = by_number.get(request.GET.get("from", str(versions[min(1, len(versions) - 1)].number)))
    if old is None or new is None:
        raise Http404(_("There is no such version."))
    return old, new
