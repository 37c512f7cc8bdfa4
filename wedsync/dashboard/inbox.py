"""The inbox: everybody who wrote or was written to, and who of us sees to them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from messaging.channels.registry import channels
from messaging.models import Inbound, Thread
from messaging.tend import unread_threads
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.vendors.membership import Right, may

TABS = (
    ("open", _("Open")),
    ("unread", _("Unread")),
    ("mine", _("Mine")),
    ("nobody", _("Nobody has it")),
    ("snoozed", _("Snoozed")),
    ("all", _("All")),
    ("unknown", _("From strangers")),
)


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """`show`, `channel` and `q` are in the address, so that a view can be kept as a bookmark."""
    now, words = current_time(), request.GET.get("q", "").strip()
    show = request.GET.get("show") or ("all" if words else "open")
    context: dict[str, Any] = {
        "tabs": TABS,
        "show": show,
        "q": words,
        "channel": request.GET.get("channel", ""),
        "channels": [channels()[key] for key in ("email", "sms", "whatsapp")],
        "unread": unread_threads(request.vendor, now),
        "may_write": may(request.membership, Right.WRITE),
        "now": now,
    }
    context |= _strangers(request) if show == "unknown" else _threads(request, show, words, now)
    part = request.htmx and not request.htmx.boosted
    return render(request, "inbox/_list.html" if part else "inbox/index.html", context)


@vendor_required()
@require_safe
def unread(request: PageRequest) -> HttpResponse:
    """The figure at the menu's entry, asked for again whenever there is news."""
    return render(request, "ui/_unread.html")


def _threads(request: PageRequest, show: str, words: str, now: dt.datetime) -> dict[str, Any]:
    found = _shown(request, show, now)
    if words:
        found = found.filter(_named(words))
    if channel := request.GET.get("channel"):
        written = Inbound.objects.filter(vendor=request.vendor, channel=channel)
        found = found.filter(pk__in=written.values("thread"))
    related = found.select_related("person__client", "wedding", "assignee__user")
    page = page_of(related, ["-last_at", "-id"], request.GET.get("after", ""))
    said = last_words(thread.pk for thread in page.rows)
    return {"page": page, "rows": [(thread, said.get(thread.pk)) for thread in page.rows]}


def _strangers(request: PageRequest) -> dict[str, Any]:
    """What nobody could be found for; whoever it is has to be told us by hand."""
    found = Inbound.objects.filter(vendor=request.vendor, thread=None)
    return {"page": page_of(found, ["-id"], request.GET.get("after", ""))}


def _shown(request: PageRequest, show: str, now: dt.datetime) -> QuerySet[Thread]:
    found = Thread.objects.filter(vendor=request.vendor)
    if show == "all":
        return found
    if show == "snoozed":
        return found.filter(snoozed_until__gt=now)
    chosen = {
        "unread": Q(unread__gt=0),
        "mine": Q(assignee=request.membership),
        "nobody": Q(assignee=None),
    }
    return found.filter(chosen.get(show, Q())).exclude(snoozed_until__gt=now)


def _named(words: str) -> Q:
    """A part of the couple's name, of theirs, or how their address begins."""
    return (
        Q(person__client__name__icontains=words)
        | Q(person__given_name__icontains=words)
        | Q(person__family_name__icontains=words)
        | Q(person__email__istartswith=words)
    )


def last_words(threads: Iterable[UUID]) -> dict[UUID, Inbound]:
    """By thread what they wrote last; one query."""
    ids: Sequence[UUID] = list(threads)
    latest = (
        Inbound.objects.filter(thread__in=ids).order_by("thread_id", "-id").distinct("thread_id")
    )
    return {one.thread_id: one for one in latest if one.thread_id}
