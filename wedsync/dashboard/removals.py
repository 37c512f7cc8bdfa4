"""What one takes away: couples put away, people and weddings without a past, drafts, templates."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.broadcasts import discard as drafts
from campaigns.models import Campaign, Enrollment, Timeline
from campaigns.put_away import fetch_back, put_away
from campaigns.retire import fetch_back as into_choice
from campaigns.retire import retire
from campaigns.timelines import discard as timelines
from campaigns.timelines.hold import take_out
from crm_connectors.take_away import take_away
from personalization.models import Template
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.undoable import undoable
from wedsync.vendors.membership import Right
from wedsync.weddings.models import Client, Person, Wedding


@vendor_required(Right.WRITE)
@require_POST
def archive(request: PageRequest, pk: UUID) -> HttpResponse:
    client = get_object_or_404(Client, vendor=request.vendor, pk=pk)
    put_away(client, current_time(), actor=actor(request))
    words = _("“{name}” is put away: nothing more leaves to them.").format(name=client.name)
    undoable(request, words, reverse("client-back", args=[pk]))
    return redirect("weddings")


@vendor_required(Right.WRITE)
@require_POST
def back(request: PageRequest, pk: UUID) -> HttpResponse:
    client = get_object_or_404(Client, vendor=request.vendor, pk=pk)
    fetch_back(client, actor=actor(request))
    messages.success(request, _("Back in the lists. Timelines are entered by hand."))
    return redirect("weddings")


@vendor_required(Right.WRITE)
@require_POST
def person(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Person, vendor=request.vendor, pk=pk)
    theirs = Wedding.objects.filter(vendor=request.vendor, client=found.client_id).first()
    take_away(found, actor=actor(request))
    messages.success(request, _("Removed."))
    return redirect("wedding", theirs.pk) if theirs else redirect("weddings")


@vendor_required(Right.WRITE)
@require_POST
def wedding(request: PageRequest, pk: UUID) -> HttpResponse:
    take_away(get_object_or_404(Wedding, vendor=request.vendor, pk=pk), actor=actor(request))
    messages.success(request, _("Removed."))
    return redirect("weddings")


@vendor_required(Right.WRITE)
@require_POST
def campaign(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Campaign, vendor=request.vendor, pk=pk)
    drafts.discard(found, actor=actor(request))
    messages.success(request, _("“{name}” is removed.").format(name=found.name))
    return redirect("campaigns")


@vendor_required(Right.WRITE)
@require_POST
def timeline(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Timeline, vendor=request.vendor, pk=pk)
    timelines.discard(found, actor=actor(request))
    messages.success(request, _("“{name}” is removed.").format(name=found.name))
    return redirect("timelines")


@vendor_required(Right.WRITE)
@require_POST
def template(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Template.objects.open_to(request.vendor), pk=pk)
    retire(found, current_time(), actor=actor(request))
    words = _("“{name}” is out of choice.").format(name=found.name)
    undoable(request, words, reverse("template-back", args=[pk]))
    return redirect("templates")


@vendor_required(Right.WRITE)
@require_POST
def template_back(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Template, vendor=request.vendor, pk=pk)
    into_choice(found, actor=actor(request))
    messages.success(request, _("“{name}” can be chosen again.").format(name=found.name))
    return redirect("template", pk)


@vendor_required(Right.SEND)
@require_POST
def enrollment(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Enrollment, vendor=request.vendor, pk=pk)
    take_out(found, current_time(), actor=actor(request))
    messages.success(request, _("Taken out: whatever has not left will not."))
    return redirect("wedding", found.wedding_id)
