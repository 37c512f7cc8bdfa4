"""Which of the languages that the pages have is meant, by what is known of who reads them."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


def first_spoken(asked: Iterable[str]) -> str:
    """Of `asked` (BCP 47 or locales, "" for nothing) the first that there is; else English."""
    known = dict(settings.LANGUAGES)
    firsts = (one.replace("_", "-").partition("-")[0].lower() for one in asked)
    return next((one for one in firsts if one in known), settings.LANGUAGE_CODE)


def asked_by_browser(request: HttpRequest) -> Iterator[str]:
    """What was chosen in this browser, then what it prefers."""
    yield request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    header = request.headers.get("Accept-Language", "")
    yield from (code for code, _weight in parse_accept_lang_header(header))
