"""In which language a couple's page speaks: theirs, else their browser's, else the vendor's."""

from contextlib import AbstractContextManager

from django.http import HttpRequest
from django.utils import translation

from wedsync.lib.asked_language import asked_by_browser, first_spoken


def spoken(request: HttpRequest, known: str = "", locale: str = "") -> AbstractContextManager[None]:
    """`known` is what the vendor noted of the person, as BCP 47; `locale` is the vendor's own."""
    return translation.override(language_of(request, known, locale))


def language_of(request: HttpRequest, known: str, locale: str = "") -> str:
    """One of the languages that the pages have."""
    return first_spoken([known, *asked_by_browser(request), locale])
