"""Who a private page belongs to, and what is worth knowing about a visit to it."""

from uuid import UUID

from django.http import Http404, HttpRequest

from messaging.links import Private, read_private
from wedsync.lib.tokens import BadToken
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
