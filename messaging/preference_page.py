"""Where a person says what they want to hear. Opened from every mail, without a sign-in."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from messaging.news import announce
from messaging.preferences import Choice, choices_of, choose, shown_of, stopped_by
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
        with spoken(request, person.language, person.vendor.locale):
            return _answered(request, person)


def _answered(request: HttpRequest, person: Person) -> HttpResponse:
    choices, changed = choices_of(person), False
    posted = request.method == "POST"
    if posted:
        changed = request.POST.get("shown", shown_of(choices)) != shown_of(choices)
        _save(request, person, choices, changed=changed)
        choices = choices_of(person)
    values = {
        "vendor": person.vendor,
        "choices": choices,
        "shown": shown_of(choices),
        "stopped": stopped_by(person),
        "saved": posted and not changed,
        "changed": changed,
    }
    return render(request, "public/preferences.html", values)


def _save(
    request: HttpRequest, person: Person, choices: Sequence[Choice], *, changed: bool
) -> None:
    """Nobody says yes to words they haven't read; a no needs none."""
    held = {one.key for one in choices if one.wanted}
    ticked = request.POST.getlist("wanted")
    wanted = [key for key in ticked if key in held] if changed else ticked
    choose(person, wanted, evidence(request, "preferences"))
    announce(person.vendor_id)
