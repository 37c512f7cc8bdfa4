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
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, one, seen_in
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


def _words(request: PageRequest, data: Data) -> list[Line]:
    return one(str(_("Words")), data.get("text", "").strip() if data else _stored(request))


def _mark(request: PageRequest) -> str:
    """Under a name that nobody has used there is nothing to overwrite."""
    stored = _stored(request)
    return request.POST.get("seen", "") if stored is None else seen_in(stored.strip())


def _stored(request: PageRequest) -> str | None:
    name = request.POST.get("name", "").strip()[:80]
    ours = held(request, SavedReply.objects.filter(vendor=request.vendor, name=name))
    return ours.values_list("text", flat=True).first()


@vendor_required(Right.WRITE)
@require_POST
@nobody_overwrites(_words, _mark)
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
