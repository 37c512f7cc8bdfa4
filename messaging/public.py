"""What a recipient's mail program or browser asks for: no sign-in, a signed token instead."""

import base64

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from messaging import links
from messaging.engage import Asked, NoSuchLink, follow, note_open
from messaging.engage import unsubscribe as say_no
from messaging.news import announce
from messaging.spoken import spoken
from messaging.visitor import their_language
from wedsync.lib.tokens import BadToken
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def _target(purpose: links.Purpose, token: str) -> links.Target:
    try:
        return links.read(purpose, token)
    except BadToken as error:
        raise Http404("This link is not complete.") from error


@require_safe
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """The pixel. Opens are a weak sign (mail programs load pictures by themselves)."""
    target = _target("open", token)
    with tenant(target.vendor_id):
        note_open(target.message_id, _asked(request))
        announce(target.vendor_id)
    response = HttpResponse(PIXEL, content_type="image/gif")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def clicked(request: HttpRequest, token: str) -> HttpResponse:
    """A link: noted, then on to where the message said. A HEAD is noted as a machine's."""
    target = _target("click", token)
    with tenant(target.vendor_id):
        try:
            url = follow(target.message_id, target.index, _asked(request))
        except NoSuchLink as error:
            raise Http404("This link leads nowhere.") from error
        announce(target.vendor_id)
    return HttpResponseRedirect(url)


@csrf_exempt  # mail programs post here without cookies (RFC 8058); the token is the authority
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, and changes nothing; POST (a person's or a mail program's) says no."""
    target = _target("unsubscribe", token)
    with tenant(target.vendor_id):
        vendor = Vendor.objects.get(pk=target.vendor_id)
        done = request.method == "POST"
        if done:
            one_click = request.POST.get("List-Unsubscribe") == "One-Click"
            say_no(target.message_id, current_time(), "one-click" if one_click else "page")
            announce(target.vendor_id)
        values = {"vendor": vendor, "done": done}
        with spoken(request, their_language(target), vendor.locale):
            return render(request, "public/unsubscribe.html", values)


def _asked(request: HttpRequest) -> Asked:
    agent, method = request.headers.get("User-Agent", ""), request.method or "GET"
    return Asked(current_time(), agent, method)
