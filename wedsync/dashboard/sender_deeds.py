"""What one does to a sending account: use it first, stop it, use it again, wake it, end it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from messaging.connect_account import prefer, use
from messaging.disconnect import disconnect
from messaging.health import wake
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.senders import own
from wedsync.vendors.membership import Right


@vendor_required(Right.SEND)
@require_POST
def first(request: PageRequest, pk: UUID) -> HttpResponse:
    prefer(own(request, pk), actor=actor(request))
    return redirect("sender", pk)


@vendor_required(Right.SEND)
@require_POST
def stop(request: PageRequest, pk: UUID) -> HttpResponse:
    use(own(request, pk), on=False, actor=actor(request))
    return redirect("sender", pk)


@vendor_required(Right.SEND)
@require_POST
def resume(request: PageRequest, pk: UUID) -> HttpResponse:
    use(own(request, pk), on=True, actor=actor(request))
    return redirect("sender", pk)


@vendor_required(Right.SEND)
@require_POST
def wake_up(request: PageRequest, pk: UUID) -> HttpResponse:
    wake(own(request, pk), actor=actor(request))
    return redirect("sender", pk)


@vendor_required(Right.SEND)
@require_POST
def end(request: PageRequest, pk: UUID) -> HttpResponse:
    disconnect(own(request, pk), actor=actor(request))
    messages.success(request, _("Disconnected. What it sent stays on record."))
    return redirect("senders")
