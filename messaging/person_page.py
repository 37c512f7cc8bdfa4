"""A person's own page at a vendor: their notes and their devices. No sign-in: the token in its
address, which travels to that person alone, is the authority."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import now as current_time
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from messaging.news import announce, tell_person
from messaging.notes import latest, mark_read, unread
from messaging.push_offer import offered
from messaging.registrations import PLATFORMS, is_registration, register, unregister
from messaging.spoken import spoken
from messaging.visitor import person_of, whose
from wedsync.vendors.tenancy import tenant

LONGEST = 512


@never_cache
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, not even what counts as read: link scanners look too."""
    vendor_id, person_id = whose("page", token)
    with tenant(vendor_id):
        person = person_of(person_id)
        values: dict[str, Any] = {
            "vendor": person.vendor,
            "token": token,
            "notes": latest(person_id),
            "unread": unread(person_id),
        }
        part = "HX-Request" in request.headers
        zone = person.timezone or person.vendor.timezone
        with timezone.override(zone), spoken(request, person.language, person.vendor.locale):
            values["push"] = None if part else offered(person)
            return render(request, "public/_notes.html" if part else "public/page.html", values)


@csrf_exempt  # no cookie says who this is: the token in the address does
@require_POST
def read(request: HttpRequest, token: str) -> HttpResponse:
    vendor_id, person_id = whose("page", token)
    with tenant(vendor_id):
        if mark_read(person_of(person_id).pk, current_time()):
            tell_person(person_id)
            announce(vendor_id)
    return redirect("person-page", token)


@csrf_exempt  # as above
@require_http_methods(["POST", "DELETE"])
def device(request: HttpRequest, token: str) -> HttpResponse:
    """POST `registration` and `platform` from the page's own script; DELETE takes it back."""
    vendor_id, person_id = whose("page", token)
    given = request.POST or request.GET
    registration, platform = given.get("registration", ""), given.get("platform", "web")
    if not is_registration(registration, LONGEST) or platform not in PLATFORMS:
        return JsonResponse({"detail": "That is no registration."}, status=HTTPStatus.BAD_REQUEST)
    with tenant(vendor_id):
        if request.method == "DELETE":
            unregister(person_id, registration)
        else:
            register(person_of(person_id), registration, platform, current_time())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
