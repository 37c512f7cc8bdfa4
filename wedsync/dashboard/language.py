"""In which language the house's pages speak, and where a member chooses it."""

from collections.abc import Callable, Iterator

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.lib.asked_language import asked_by_browser, first_spoken
from wedsync.vendors.middleware import ADMIN, API, THEIR_OWN
from wedsync.vendors.set_language import set_language

INVALID = 422
# The API and the operators' pages speak English; couples' pages choose for themselves.
ELSEWHERE = (ADMIN, API, *THEIR_OWN)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        choices=[("", _("As your browser asks")), *settings.LANGUAGES],
        required=False,
        widget=forms.RadioSelect,
        label=_("Language of these pages"),
    )


class LanguageMiddleware:
    """Stands below TenantMiddleware, which knows whose seat it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ELSEWHERE):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ["Accept-Language"])
        return response


def language_of(request: HttpRequest) -> str:
    """The first of those asked for that the pages have."""
    return first_spoken(_asked(request))


def _asked(request: HttpRequest) -> Iterator[str]:
    """The member's own choice, the cookie's, the browser's, the vendor's."""
    seat = getattr(request, "membership", None)
    yield seat.language if seat else ""
    yield from asked_by_browser(request)
    yield seat.vendor.locale if seat else ""


@vendor_required()
def index(request: PageRequest) -> HttpResponse:
    """Everybody's own affair, whatever their role."""
    form = LanguageForm(request.POST or None, initial={"language": request.membership.language})
    if request.method == "POST" and form.is_valid():
        return _choose(request, form.cleaned_data["language"])
    status = INVALID if form.errors else 200
    return render(request, "settings/language.html", {"form": form}, status=status)


def _choose(request: PageRequest, language: str) -> HttpResponse:
    """Say so in the language that was chosen."""
    set_language(request.membership, language)
    with translation.override(language_of(request)):
        messages.success(request, gettext("Saved."))
    return redirect("settings-language")
