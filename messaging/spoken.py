"""In which language a couple's page speaks: theirs where it is known, else their browser's."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language_from_request


def spoken(request: HttpRequest, known: str = "") -> AbstractContextManager[None]:
    """`known` is what the vendor noted of the person, as BCP 47, or nothing."""
    return translation.override(language_of(request, known))


def language_of(request: HttpRequest, known: str) -> str:
    """One of the languages that the pages have."""
    first = known.replace("_", "-").partition("-")[0].lower()
    return first if first in dict(settings.LANGUAGES) else get_language_from_request(request)
