"""Where somebody is signed in, and how to sign out there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from wedsync.dashboard.door import PageRequest, vendor_required

MOST = 50


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """Those that still open a door, the latest first."""
    alive = Session.objects.filter(expire_date__gt=current_time()).values("session_key")
    mine = UserSession.objects.filter(user=request.user, session_key__in=alive)
    here = request.session.session_key
    rows = [(one, one.session_key == here) for one in mine.order_by("-created_at", "-pk")[:MOST]]
    return render(request, "settings/sessions.html", {"rows": rows})


@vendor_required()
@require_POST
def end(request: PageRequest, number: int) -> HttpResponse:
    """Of one's own only; an open page of that session falls silent within a minute."""
    found = UserSession.objects.filter(user=request.user, pk=number)
    for one in found.exclude(session_key=request.session.session_key):
        one.end()
        messages.success(request, _("Signed out there."))
    return redirect("sessions")


@vendor_required()
@require_POST
def end_others(request: PageRequest) -> HttpResponse:
    mine = UserSession.objects.filter(user=request.user)
    for one in mine.exclude(session_key=request.session.session_key):
        one.end()
    messages.success(request, _("Signed out everywhere else."))
    return redirect("sessions")
