"""Who a private page belongs to, and what is worth knowing about a visit to it."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from messaging.links import Private, Target, read_private
from messaging.models import Message
from messaging.spoken import spoken
from wedsync.lib.tokens import BadToken
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


def whose(purpose: Private, token: str) -> tuple[UUID, UUID]:
    """(vendor, person); 404 for a token that isn't whole."""
    try:
        return read_private(purpose, token)
    except BadToken as error:
        raise Http404("This link is not complete.") from error


def person_of(person_id: UUID) -> Person:
    """The current tenant's; 404 for one that was erased."""
    try:
        return Person.objects.select_related("vendor").get(pk=person_id)
    except Person.DoesNotExist as error:
        raise Http404("This page is no longer here.") from error


def evidence(request: HttpRequest, page: str) -> dict[str, str]:
    """What shows later that it was this person: where the request came from."""
    return {
        "page": page,
        "ip": request.META.get("REMOTE_ADDR", ""),
        "agent": request.headers.get("User-Agent", "")[:200],
    }


def incomplete(request: HttpRequest) -> HttpResponse:
    """To a token that isn't whole, or that was signed by a key we gave up."""
    with spoken(request):
        return render(request, "public/incomplete.html", status=HTTPStatus.NOT_FOUND)


def gone(request: HttpRequest, target: Target) -> HttpResponse:
    """To a genuine token of something that is kept no longer. Within its tenant."""
    vendor = Vendor.objects.filter(pk=target.vendor_id).first()
    if vendor is None:
        return incomplete(request)
    with spoken(request, their_language(target), vendor.locale):
        return render(request, "public/gone.html", {"vendor": vendor}, status=HTTPStatus.GONE)


def their_language(target: Target) -> str:
    """Of whoever the message went to, where it is known."""
    found = Message.objects.filter(pk=target.message_id).values_list("person__language", flat=True)
    return found.first() or ""
