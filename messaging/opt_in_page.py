"""Where somebody confirms that they want news. No sign-in: the token of the message they got."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from messaging.channels.registry import channels
from messaging.links import read
from messaging.news import announce
from messaging.opt_in import Asked, asked_by, confirm, has_said_yes, words_for
from messaging.spoken import spoken
from messaging.visitor import evidence, gone, incomplete
from wedsync.lib.tokens import BadToken
from wedsync.lib.translated import translated
from wedsync.vendors.tenancy import tenant

OVER = "over"


@csrf_exempt  # no cookie says who this is: the token in the address does
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, and changes nothing: mail scanners follow every link. POST is the yes."""
    try:
        target = read("opt_in", token)
    except BadToken:
        return incomplete(request)
    with tenant(target.vendor_id):
        asked = asked_by(target.message_id)
        if asked is None:
            return gone(request, target)
        with spoken(request, asked.person.language, asked.person.vendor.locale):
            return _answered(request, asked)


def _answered(request: HttpRequest, asked: Asked) -> HttpResponse:
    now, language = current_time(), get_language() or "en"
    shown = words_for(asked, language)
    if has_said_yes(asked, now):
        return _page(request, asked, {"state": "done"})
    if asked.is_over(now):
        return _page(request, asked, {"state": OVER}, HTTPStatus.GONE)
    if request.method == "POST":
        if request.POST.get("version") != str(shown.number):
            return _page(request, asked, {"state": "changed", "shown": shown}, HTTPStatus.CONFLICT)
        confirm(asked, shown, {"language": language, **evidence(request, "opt-in")}, now)
        announce(asked.person.vendor_id)
        return _page(request, asked, {"state": "done"})
    return _page(request, asked, {"state": "", "shown": shown})


def _page(
    request: HttpRequest, asked: Asked, values: dict[str, object], status: int = HTTPStatus.OK
) -> HttpResponse:
    about = {
        "vendor": asked.person.vendor,
        "address": asked.address,
        "way": translated(channels()[asked.channel].label),
    }
    return render(request, "public/opt_in.html", about | values, status=status)
