"""Weddings: find one, and see what is known and was said about it."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.timeline import Reason, Stand
from messaging.states import FINAL, WAITING, State
from wedsync.analytics.progress import LEFT
from wedsync.dashboard.agreed_shown import agreed
from wedsync.dashboard.consents import consents_of
from wedsync.dashboard.conversation import MOST, Said, conversation
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.navigation import where
from wedsync.dashboard.plan_lines import Shown, ribbon
from wedsync.dashboard.plans import plan_of, wedding_noon
from wedsync.dashboard.reflows import last_of
from wedsync.dashboard.wedding_filters import NAMES, TABS, address_part, asked, listed
from wedsync.lib.translated import offered
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import SavedView, Vendor
from wedsync.vendors.views import forget_view, keep_view
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Life, Wedding, WeddingDay

PAGE = "weddings"


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    said = asked(request.GET)
    ours = Wedding.objects.filter(vendor=request.vendor, client__archived_at=None)
    found, order = listed(ours.select_related("client"), said, _today(request.vendor))
    page = page_of(found, order, request.GET.get("after", ""))
    part = request.htmx and not request.htmx.boosted
    context = {
        "page": page,
        "tabs": TABS,
        "lives": offered(Life.choices)(),
        "filters": [(name, said[name]) for name in NAMES if name != "when" and said[name]],
        "query": address_part(said),
        "may_write": may(request.membership, Right.WRITE),
        **said,
    }
    if not part:
        context["views"] = SavedView.objects.filter(seat=request.membership, page=PAGE)
    return render(request, "weddings/_list.html" if part else "weddings/index.html", context)


@vendor_required()
@require_POST
def keep(request: PageRequest) -> HttpResponse:
    """Keep the filters of the list under a name, for oneself."""
    query = address_part(asked(request.POST))
    made = keep_view(request.membership, PAGE, request.POST.get("name", ""), query)
    messages.success(request, _("Kept as “{name}”.").format(name=made.name))
    return redirect(f"{reverse('weddings')}?{query}")


@vendor_required()
@require_POST
def forget(request: PageRequest, pk: UUID) -> HttpResponse:
    if forget_view(request.membership, pk):
        messages.success(request, _("The view is gone."))
    return redirect("weddings")


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    days = Prefetch("days", WeddingDay.objects.filter(vendor=request.vendor))
    ours = Wedding.objects.filter(vendor=request.vendor).select_related("client")
    wedding = get_object_or_404(ours.prefetch_related(days), pk=pk)
    plan, said = plan_of(request, wedding), conversation(request.vendor, wedding)
    people = consents_of(request.vendor, wedding.client_id)
    context = {
        "wedding": wedding,
        "agreed": agreed(request.vendor, wedding),
        "people": people,
        "unasked": any(one.unasked for one in people),
        "said": said,
        "most": MOST,
        "inbox": where("inbox"),
        "zone": wedding.timezone or request.vendor.timezone,
        **plan,
        **last_of(request, wedding),
        "may_send": may(request.membership, Right.SEND),
        "may_write": may(request.membership, Right.WRITE),
        "ribbon": ribbon(
            [*plan["plan"], *_beside(plan["plan"], said)],
            wedding_noon(wedding, request.vendor),
            current_time(),
        ),
    }
    return render(request, "weddings/show.html", context)


def _beside(plan: Iterable[Shown], said: Iterable[Said]) -> list[Shown]:
    """What campaigns and people said: stops of the ribbon that no timeline planned."""
    known = {line.message for line in plan}
    return [
        Shown(one.message, one.what, _stand(State(one.state)), Reason.SAID, one.at)
        for one in said
        if not one.theirs and one.message is not None and one.message not in known
    ]


def _stand(state: State) -> Stand:
    if state in {State.HELD, State.DEAD}:
        return Stand.HELD
    if state in WAITING:
        return Stand.PLANNED
    return Stand.SKIPPED if state in FINAL - frozenset(LEFT) else Stand.LEFT


def _today(vendor: Vendor) -> dt.date:
    return local_day(current_time(), ZoneInfo(vendor.timezone))
