"""Where a couple asks a vendor. No sign-in: who knows the address may write."""

from http import HTTPStatus
from zoneinfo import ZoneInfo

from allauth.core.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crm_connectors.inquiries.form import AskForm
from crm_connectors.inquiries.take import take
from crm_connectors.inquiry_models import InquiryForm
from messaging.ask_consent import TOPIC
from messaging.spoken import spoken
from messaging.visitor import evidence, incomplete
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import local_day

LARGEST = 64_000  # bytes; a character of a note may be twelve of them, escaped
ONE_PLACE, ONE_ADDRESS = "inquiry", "inquiry_of_an_address"  # settings.ACCOUNT_RATE_LIMITS


@csrf_exempt  # no cookie says who this is, and nobody's rights are lent
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, door: str) -> HttpResponse:
    """GET asks, and changes nothing; POST makes the inquiry, and says the same to everybody."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    with operator():
        asks = InquiryForm.objects.select_related("vendor").filter(door=door).first()
    if asks is None:
        return incomplete(request)
    with tenant(asks.vendor_id), spoken(request, request.GET.get("language", "")):
        if not asks.is_open:
            return _page(request, asks, {"state": "closed"}, HTTPStatus.GONE)
        if request.method == "POST":
            return _taken(request, asks)
        return _page(request, asks, {"form": form_for(asks)})


def form_for(asks: InquiryForm, request: HttpRequest | None = None) -> AskForm:
    """As the visitor's language asks it; with what was posted."""
    today = local_day(current_time(), ZoneInfo(asks.vendor.timezone))
    return AskForm(asks, today, request.POST if request else None)


def _taken(request: HttpRequest, asks: InquiryForm) -> HttpResponse:
    form = form_for(asks, request)
    if not form.is_valid():
        return _page(request, asks, {"form": form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.is_a_machine:
        return _page(request, asks, {"state": "done"})
    if not _may_still(request, asks, form):
        form.add_error(None, _("That was a lot at once. Try again in a few minutes, or call us."))
        return _page(request, asks, {"form": form}, HTTPStatus.TOO_MANY_REQUESTS)
    ticked = form.ticked(evidence(request, "inquiry"))
    take(asks.vendor, form.said, ticked, current_time())
    asked = any((one.topic.channel, one.topic.purpose) == TOPIC for one in ticked)
    return _page(request, asks, {"state": "done", "asked": asked})


def _may_still(request: HttpRequest, asks: InquiryForm, form: AskForm) -> bool:
    """Counted by where it comes from, by vendor, and by the address that is written to."""
    vendor, address = str(asks.vendor_id), form.said.address
    here = consume(request, action=ONE_PLACE, key=vendor)
    there = consume(request, action=ONE_ADDRESS, key=f"{vendor}:{address}")
    return bool(here and there)


def _page(
    request: HttpRequest, asks: InquiryForm, values: dict[str, object], status: int = HTTPStatus.OK
) -> HttpResponse:
    about = {"vendor": asks.vendor, "languages": settings.LANGUAGES}
    return render(request, "public/inquiry.html", about | values, status=status)
