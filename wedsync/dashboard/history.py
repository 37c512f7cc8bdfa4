"""The history: who did what and when, a page at a time."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.history_words import in_words, noted
from wedsync.dashboard.support import seen_by_support
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Event, Membership, Vendor

# By how verbs begin.
TABS = (
    ("", _("Everything")),
    ("campaign", _("Campaigns")),
    ("wedding", _("Weddings")),
    ("timeline", _("Timelines")),
    ("message", _("Messages")),
    ("template", _("Templates")),
    ("import", _("Imports")),
    ("vendor", _("Settings")),
    ("seat", _("Team")),
    ("support", _("Support")),
    ("switch", _("Switches")),
)


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    about = request.GET.get("about", "")
    ours = _about(Event.objects.filter(vendor=request.vendor), about)
    page = page_of(ours, ["-number"], request.GET.get("after", ""))
    names = _names(request.vendor, {one.actor for one in page.rows})
    rows = [(one, _who(one, names), in_words(one.verb), noted(one.data or {})) for one in page.rows]
    context = {"page": page, "rows": rows, "tabs": TABS, "about": about}
    if about in {"", "support"} and not request.GET.get("after"):
        context["seen"] = seen_by_support(request.vendor, current_time())
    context["may_own"] = may(request.membership, Right.OWN)
    return render(request, "settings/history.html", context)


def _about(found: QuerySet[Event], about: str) -> QuerySet[Event]:
    return found.filter(verb__startswith=f"{about}.") if about else found


def _names(vendor: Vendor, actors: set[str]) -> dict[str, str]:
    """Addresses of those who have a seat; who left is known by a number only."""
    ids = [int(one[5:]) for one in actors if one.startswith("user:") and one[5:].isdigit()]
    seats = Membership.objects.filter(vendor=vendor, user__in=ids)
    return {f"user:{pk}": email for pk, email in seats.values_list("user_id", "user__email")}


def _who(event: Event, names: dict[str, str]) -> str:
    """Of the support the vendor knows no names."""
    known = names.get(event.actor)
    if known is None and event.verb.startswith("support."):
        return gettext("WedSync support")
    return known or ("WedSync" if event.actor.startswith("system:") else event.actor)
