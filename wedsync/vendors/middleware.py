"""Every request runs in one transaction that sees one vendor's rows, or (in the admin) all.

In the admin rows about couples are there only in a visit: see wedsync/vendors/visit.py.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import now as current_time

from wedsync.vendors.keys import key_of, used
from wedsync.vendors.membership import membership_of
from wedsync.vendors.models import Membership, Vendor
from wedsync.vendors.tenancy import desk, tenant
from wedsync.vendors.visit import open_visits

ADMIN = "/admin/"
API = "/api/"
BEARER = "Bearer "
# Links in messages and providers' hooks say by themselves whose they are, whoever is signed in.
THEIR_OWN = ("/u/", "/c/", "/o/", "/v/", "/y/", "/a/", "/p/", "/s/", "/i/", "/hooks/")
OPENING = "/seats/open/"  # a business that isn't there yet has no tenant
SERVER_ERROR = 500


class VendorRequest(HttpRequest):
    """A request of a signed-in member: what `vendor_required` promises its view."""

    vendor: Vendor
    membership: Membership


class TenantMiddleware:
    """Sets `request.vendor` and `request.membership` (None for strangers) and the tenant.

    Under the API's path a program may come with a key in the place of a person with a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.visits = ()  # type: ignore[attr-defined]  # set for all
        request.vendor = request.membership = None  # type: ignore[attr-defined]  # set for all
        request.api_key = None  # type: ignore[attr-defined]  # set for all
        if request.path.startswith(API) and "Authorization" in request.headers:
            return self._as_program(request, request.headers["Authorization"])
        user = getattr(request, "user", None)
        if (
            user is None
            or not user.is_authenticated
            or request.path.startswith((*THEIR_OWN, OPENING))
        ):
            return self.get_response(request)
        if request.path.startswith(ADMIN):
            if user.is_staff:
                return self._as_operator(request, user.pk)
            return self.get_response(request)
        return self._as_member(request, user.pk)

    def _as_member(self, request: HttpRequest, user_id: int) -> HttpResponse:
        membership = membership_of(user_id, request.session.get("vendor"))
        if membership is None:
            return self.get_response(request)
        request.membership = membership  # type: ignore[attr-defined]  # see VendorRequest
        request.vendor = membership.vendor  # type: ignore[attr-defined]  # see VendorRequest
        with tenant(membership.vendor_id):
            return self._finished(request)

    def _as_program(self, request: HttpRequest, said: str) -> HttpResponse:
        """A key goes before a session; one that opens nothing is the API's to refuse."""
        now = current_time()
        key = key_of(said.removeprefix(BEARER), now) if said.startswith(BEARER) else None
        if key is None:
            return self.get_response(request)
        request.api_key = key  # type: ignore[attr-defined]  # see KeyAuthentication
        request.membership = key.seat  # type: ignore[attr-defined]  # see VendorRequest
        request.vendor = key.vendor  # type: ignore[attr-defined]  # see VendorRequest
        with tenant(key.vendor_id):
            used(key, now)
            return self._finished(request)

    def _as_operator(self, request: HttpRequest, user_id: int) -> HttpResponse:
        with desk(user_id):
            request.visits = open_visits(user_id, current_time())  # type: ignore[attr-defined]  # see visit_page.py
            return self._finished(request)

    def _finished(self, request: HttpRequest) -> HttpResponse:
        """Render inside the transaction; an answer of 500 must not leave half a change behind."""
        response = self.get_response(request)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            response.render()
        if response.status_code >= SERVER_ERROR:
            transaction.set_rollback(True)
        return response
