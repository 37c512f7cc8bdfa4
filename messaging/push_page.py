"""What a person's page posts and loads so that their browser shows notifications.

Like the page itself: the token in the address is the authority, so nobody else can add a device or
take one back, and each page has a worker of its own, which reaches no other page.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from messaging.agreed import note_agreed
from messaging.push_offer import key_of_the_page
from messaging.registrations import subscribe, unregister, unsubscribe_all
from messaging.spoken import spoken
from messaging.subscription import NoSubscription, name_of, read_subscription
from messaging.visitor import evidence, person_of, whose
from wedsync.vendors.tenancy import tenant


@csrf_exempt  # no cookie says who this is: the token in the address does
@require_POST
def start(request: HttpRequest, token: str) -> HttpResponse:
    """`endpoint`, `p256dh`, `auth` and `key`, from the page's own script."""
    vendor_id, person_id = whose("page", token)
    try:
        to = read_subscription(request.POST.dict(), plain=bool(settings.WEBHOOK_NETWORKS))
    except NoSubscription as error:
        return _refused(str(error))
    with tenant(vendor_id):
        person, key = person_of(person_id), key_of_the_page()
        if not key or request.POST.get("key") != key:
            return _refused("Load the page again.")
        device = subscribe(person, to, key, current_time())
        with spoken(request, person.language, person.vendor.locale):
            note_agreed(person, device.registration, evidence(request, "page"))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@csrf_exempt  # as above
@require_POST
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """This browser's `endpoint`; without one, all of the person's browsers."""
    vendor_id, person_id = whose("page", token)
    endpoint = request.POST.get("endpoint", "")
    with tenant(vendor_id):
        if endpoint:
            unregister(person_id, name_of(endpoint))
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        unsubscribe_all(person_id)
    return redirect("person-page", token)


@never_cache  # an old one would show notifications in an old way
@require_safe
def worker(request: HttpRequest, token: str) -> HttpResponse:
    """Served below the page, so that this page is all it ever controls."""
    whose("page", token)
    return render(request, "public/worker.js", content_type="text/javascript")


@require_safe
def manifest(request: HttpRequest, token: str) -> HttpResponse:
    """An iPhone shows notifications of pages on its home screen only, which need this."""
    vendor_id, person_id = whose("page", token)
    with tenant(vendor_id):
        vendor, here = person_of(person_id).vendor, reverse("person-page", args=[token])
    told = {
        "name": vendor.name,
        "short_name": vendor.name[:12],
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "theme_color": vendor.accent,
        "icons": [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _refused(why: str) -> HttpResponse:
    return JsonResponse({"detail": why}, status=HTTPStatus.BAD_REQUEST)
