"""A mail in a browser, for whom a mail program shows it badly: the bytes that left, made again."""

from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from messaging.compose import envelope
from messaging.links import Target, read
from messaging.models import Handed
from messaging.sandboxed import OPENED
from messaging.visitor import gone, incomplete
from personalization.liquid.errors import Unrenderable
from wedsync.lib.tokens import BadToken
from wedsync.vendors.tenancy import tenant


@never_cache
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking changes nothing; its pixel notes an open as it does in a mail program."""
    try:
        target = read("browser", token)
    except BadToken:
        return incomplete(request)
    with tenant(target.vendor_id):
        html = _as_it_left(target)
        return _letter(request, html) if html else gone(request, target)


def _letter(request: HttpRequest, html: str) -> HttpResponseBase:
    @csp(OPENED)
    def alone(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(html)

    return alone(request)


def _as_it_left(target: Target) -> str:
    """ "" for what never left, or is no longer kept whole."""
    members = Handed.objects.filter(message=target.message_id, message__channel="email")
    handed = members.select_related("handover", "message__variant").order_by("-id").first()
    if handed is None or "key" not in (frame := handed.handover.frame):
        return ""
    try:
        return envelope(handed.message, handed.address, handed.inputs, _signable(frame)).html
    except Unrenderable:
        return ""


def _signable(frame: dict[str, str]) -> dict[str, str]:
    """A key that was taken out of the ring signs nothing more: its links are dead anyway."""
    known = int(frame["key"]) in settings.TOKEN_KEYS
    return frame if known else {**frame, "key": str(max(settings.TOKEN_KEYS))}
