"""The businesses somebody works for, and which of them they look at."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.vendors.membership import seats_of


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    return render(request, "seats/index.html", {"seats": seats_of(int(request.user.pk or 0))})


@vendor_required()
@require_POST
def sit(request: PageRequest, pk: UUID) -> HttpResponse:
    """`pk` is the vendor's; only one's own seats are found."""
    seat = next((one for one in seats_of(int(request.user.pk or 0)) if one.vendor_id == pk), None)
    if seat is None:
        raise Http404(_("You have no seat there."))
    request.session["vendor"] = str(pk)
    messages.success(request, _("You are at {name} now.").format(name=seat.vendor.name))
    return redirect("home")
