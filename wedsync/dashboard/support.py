"""Who of WedSync's support looked at this vendor's couples, and the owner's way to stop it."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.vendors.membership import Right
from wedsync.vendors.models import SupportVisit, Vendor
from wedsync.vendors.visit import end

SHOWN = 5


class Seen(NamedTuple):
    visit: SupportVisit
    looks: int
    is_open: bool


def seen_by_support(vendor: Vendor, now: dt.datetime) -> Sequence[Seen]:
    """The newest few; all of them stand in the history below."""
    visits = SupportVisit.objects.filter(vendor=vendor).annotate(count=Count("looks"))
    newest = visits.order_by("-id")[:SHOWN]
    return [Seen(one, one.count, one.is_open(now)) for one in newest]


@vendor_required(Right.OWN)
@require_POST
def stop(request: PageRequest, pk: UUID) -> HttpResponse:
    visit = get_object_or_404(SupportVisit, vendor=request.vendor, pk=pk)
    end(visit, current_time(), actor=actor(request))
    messages.success(request, _("The visit is over."))
    return redirect("history")
