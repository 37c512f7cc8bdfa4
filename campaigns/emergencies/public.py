"""Where somebody says that they have read an emergency. No sign-in: the token names the step."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from campaigns.emergencies.answer import follow_link
from campaigns.emergencies.links import read
from campaigns.emergency.asking import asking, language_of
from campaigns.models import EmergencyStep
from messaging.spoken import spoken
from wedsync.lib.tokens import BadToken
from wedsync.vendors.tenancy import tenant


@csrf_exempt  # no cookie says who this is: the token in the address does
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, and changes nothing: mail scanners follow every link. POST is the answer."""
    try:
        asked = read(token)
    except BadToken as error:
        raise Http404("This link is not complete.") from error
    with tenant(asked.vendor_id):
        steps = EmergencyStep.objects.select_related("emergency", "vendor", "person")
        step = steps.filter(pk=asked.step_id).first()
        if step is None:
            raise Http404("This link leads nowhere.")
        done = request.method == "POST"
        if done:
            follow_link(step.pk, current_time())
        tags = step.person.language, step.vendor.locale
        said, name = asking(*tags), step.vendor.name
        values = {
            "vendor": step.vendor,
            "emergency": step.emergency,
            "done": done,
            "said": said,
            "known": said.known.format(vendor=name),
            "language": language_of(*tags),
        }
        with spoken(request, *tags):
            return render(request, "public/acknowledge.html", values)
