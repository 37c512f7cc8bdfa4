"""The team: who has a seat, what it allows, and whom one was offered."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, one
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import offered, told, translated
from wedsync.vendors.invite import accept, invite, read, withdraw
from wedsync.vendors.membership import Right, may
from wedsync.vendors.models import Invitation, Membership, Role
from wedsync.vendors.seat import give_role, take_away

INVALID = 422
MOST = 200
ALLOWS = {
    Role.OWNER: _("Everything, and the team, limits, keys and export"),
    Role.MANAGER: _("Writes, launches, pauses, moves dates"),
    Role.ASSISTANT: _("Writes drafts and templates; sends nothing"),
    Role.VIEWER: _("Looks"),
}


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        choices=lambda: [
            (one.value, f"{translated(one.label)}: {str(ALLOWS[one]).lower()}") for one in Role
        ],
        initial=Role.ASSISTANT,
        label=_("As"),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=offered(Role.choices))


@vendor_required()
def index(request: PageRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    own = may(request.membership, Right.OWN)
    if request.method == "POST" and form.is_valid():
        if not own:
            raise Refusal("Only an owner can invite.", code="owner_only")
        said = form.cleaned_data
        invite(request.vendor, said["email"], said["role"], current_time(), actor=actor(request))
        messages.success(
            request, _("{email} has a mail with the way in.").format(email=said["email"])
        )
        return redirect("team")
    seats = Membership.objects.filter(vendor=request.vendor).select_related("user")
    waiting = Invitation.objects.filter(vendor=request.vendor, accepted_at=None)
    context = {
        "form": form,
        "seats": seats.order_by("created_at", "pk")[:MOST],
        "waiting": waiting.filter(ends_at__gt=current_time()),
        "roles": offered(Role.choices)(),
        "allows": [(translated(Role(one).label), words) for one, words in ALLOWS.items()],
        "may_own": own,
    }
    return render(request, "settings/team.html", context, status=INVALID if form.errors else 200)


def _role(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    seats = held(request, Membership.objects.filter(vendor=request.vendor))
    role = data.get("role", "") if data else get_object_or_404(seats, pk=pk).role
    return one(str(_("Role")), role, dict(offered(Role.choices)()))


@vendor_required(Right.OWN)
@require_POST
@nobody_overwrites(_role)
def give(request: PageRequest, pk: UUID) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose one of the roles.", code="role")
    give_role(request.vendor, pk, form.cleaned_data["role"], actor=actor(request))
    messages.success(request, _("The role holds from now on."))
    return redirect("team")


@vendor_required(Right.OWN)
@require_POST
def remove(request: PageRequest, pk: UUID) -> HttpResponse:
    take_away(request.vendor, pk, actor=actor(request))
    messages.success(request, _("The seat is gone, and so is every way in with it."))
    return redirect("team")


@vendor_required(Right.OWN)
@require_POST
def uninvite(request: PageRequest, pk: UUID) -> HttpResponse:
    withdraw(request.vendor, pk, actor=actor(request))
    messages.success(request, _("The invitation is taken back."))
    return redirect("team")


@login_required
def join(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever follows the link of an invitation, with or without a seat elsewhere."""
    invitation = read(token, current_time())
    if request.method == "POST":
        return _joined(request, invitation)
    return render(request, "settings/join.html", {"invitation": invitation})


def _joined(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        seat = accept(invitation, cast("User", request.user), current_time())
    except Refusal as refusal:
        context = {"invitation": invitation, "refusal": told(refusal)}
        return render(request, "settings/join.html", context, status=409)
    request.session["vendor"] = str(seat.vendor_id)
    messages.success(request, _("Welcome to {name}.").format(name=invitation.vendor.name))
    return redirect("home")
