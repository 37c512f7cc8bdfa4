"""The door of every page: who may come in, whose rows they see, and how a refusal is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect, retarget
from django_htmx.middleware import HtmxDetails

from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told
from wedsync.vendors.membership import Right, may
from wedsync.vendors.middleware import VendorRequest

CONFLICT = 409
P = ParamSpec("P")


class PageRequest(VendorRequest):
    """A member's request, as `vendor_required` hands it to a view.

    `seen`: a mark of what its form shows, where `nobody_overwrites` guards it.
    """

    htmx: HtmxDetails
    seen: str


View = Callable[Concatenate[PageRequest, P], HttpResponse]


def vendor_required(right: Right = Right.LOOK) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """For members of a vendor whose role includes `right`; the view gets a PageRequest.

    Strangers are sent to sign in, people without a seat are told so, members whose role doesn't
    reach get 403. What a view wrote before it was refused is taken back.
    """

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: PageRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = _stopped(request, right) or _entered(view, request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return guarded

    return decorate


def _stopped(request: PageRequest, right: Right) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _sign_in(request)
    if getattr(request, "membership", None) is None:
        return render(request, "no_seat.html", status=403)
    if not may(request.membership, right):
        raise PermissionDenied(_("Your role does not allow this. Ask an owner of the business."))
    return None


def _sign_in(request: PageRequest) -> HttpResponse:
    """A part of a page must not show the sign-in form inside itself."""
    if request.htmx:
        return HttpResponseClientRedirect(resolve_url("account_login"))
    return redirect_to_login(request.get_full_path())


def _entered(
    view: Callable[..., HttpResponse], request: PageRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    with timezone.override(ZoneInfo(request.vendor.timezone)):
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)


def refused(request: PageRequest, refusal: Refusal) -> HttpResponse:
    """409 with the sentence for htmx and JSON; a page that posted a form gets it as a message."""
    if request.htmx:
        notice = {"level": "error", "text": told(refusal)}
        response = render(request, "ui/_notice.html", {"notice": notice}, status=CONFLICT)
        return retarget(response, "#notices")
    if not request.accepts("text/html"):
        return JsonResponse({"code": refusal.code, "detail": refusal.reason}, status=CONFLICT)
    messages.error(request, told(refusal))
    return redirect(came_from(request))


def came_from(request: HttpRequest) -> str:
    """Where the form stood; one that was sent twice brings it along as `back`."""
    referer = request.POST.get("back") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return referer
    return resolve_url("home")


def actor(request: PageRequest) -> str:
    """How the audit trail names who did it."""
    return f"user:{request.user.pk}"
