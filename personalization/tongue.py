"""Which language somebody reads, in the tags that rows hold. Pure."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

Facts = Mapping[str, Any]

PARTNERS = ("partner_a", "partner_b")
KEPT = 4096


def languages(person: Facts, people: Sequence[Facts], vendor: Facts) -> tuple[tuple[str, str], ...]:
    """BCP 47 tags with whose they are: the reader's, a partner's, the vendor's; no tag twice."""
    partners = [one for role in PARTNERS for one in people if one.get("role") == role]
    wishes = [
        (person.get("language"), "person"),
        *((one.get("language"), "couple") for one in partners),
        (vendor.get("locale"), "vendor"),
    ]
    found: dict[str, str] = {}
    for tag, whose in wishes:
        if known := _plain(tag):
            found.setdefault(known, whose)
    return tuple(found.items())


@lru_cache(maxsize=KEPT)
def _plain(tag: str | None) -> str:
    """As BCP 47 writes it, "" for what is no language."""
    locale = locale_of(tag)
    return "" if locale is None else str(locale).replace("_", "-")


def spoken(language: str | None, fallback: str | None) -> Locale:
    """The reader's language, in the vendor's country where both speak the same."""
    wanted, usual = locale_of(language), locale_of(fallback) or Locale("en")
    return usual if wanted is None or wanted.language == usual.language else wanted


@lru_cache(maxsize=KEPT)
def locale_of(tag: str | None) -> Locale | None:
    try:
        return Locale.parse((tag or "").replace("-", "_")) if tag else None
    except (ValueError, UnknownLocaleError):
        return None
