"""Saved replies: the list, one more, one less."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from messaging.models import SavedReply
from messaging.saved_replies import forget_reply, save_reply
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.reply_forms import SavedForm
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right, may


@vendor_required()
@require_http_methods(["GET", "HEAD"])
def index(request: PageRequest) -> HttpResponse:
    ours = SavedReply.objects.filter(vendor=request.vendor)
    page = page_of(ours, ["name", "id"], request.GET.get("after", ""))
    chosen = ours.filter(name=request.GET.get("edit", "")).first()
    context = {
        "page": page,
        "form": SavedForm(instance=chosen),
        "may_write": may(request.membership, Right.WRITE),
    }
    return render(request, "inbox/saved.html", context)


@vendor_required(Right.WRITE)
@require_POST
def add(request: PageRequest) -> HttpResponse:
    form = SavedForm(request.POST)
    if not form.is_valid():
        raise Refusal("A saved reply needs a name and words.", code="empty")
    given = form.cleaned_data
    save_reply(request.vendor, given["name"], given["text"], actor=actor(request))
    messages.success(request, _("Saved."))
    return redirect("saved-replies")


@vendor_required(Right.WRITE)
@require_POST
def remove(request: PageRequest, pk: UUID) -> HttpResponse:
    forget_reply(request.vendor, pk, actor=actor(request))
    messages.success(request, _("Gone."))
    return redirect("saved-replies")
