"""Where a person says what they want to hear. Opened from every mail, without a sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from messaging.news import announce
from messaging.preferences import choices_of, choose, stopped_by
from messaging.spoken import spoken
from messaging.visitor import evidence, person_of, whose
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Person


@csrf_exempt  # no cookie says who this is: the token in the address does
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing; POST notes what differs from what was said before."""
    vendor_id, person_id = whose("preferences", token)
    with tenant(vendor_id):
        person = person_of(person_id)
        with spoken(request, person.language):
            return _answered(request, person)


def _answered(request: HttpRequest, person: Person) -> HttpResponse:
    saved = request.method == "POST"
    if saved:
        choose(person, request.POST.getlist("wanted"), evidence(request, "preferences"))
        announce(person.vendor_id)
    values = {
        "vendor": person.vendor,
        "choices": choices_of(person),
        "stopped": stopped_by(person),
        "saved": saved,
    }
    return render(request, "public/preferences.html", values)
