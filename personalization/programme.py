"""The run of events of a wedding, line by line, in the reader's words. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton

from personalization.there import clock

KEPT = 4096
NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "rehearsal": "Rehearsal",
        "welcome": "Welcome party",
        "ceremony": "Ceremony",
        "reception": "Reception",
        "brunch": "Brunch",
    },
    "de": {
        "rehearsal": "Probe",
        "welcome": "Willkommensabend",
        "ceremony": "Trauung",
        "reception": "Fest",
        "brunch": "Brunch",
    },
    "fr": {
        "rehearsal": "Répétition",
        "welcome": "Soirée de bienvenue",
        "ceremony": "Cérémonie",
        "reception": "Réception",
        "brunch": "Brunch",
    },
    "it": {
        "rehearsal": "Prove",
        "welcome": "Festa di benvenuto",
        "ceremony": "Cerimonia",
        "reception": "Ricevimento",
        "brunch": "Brunch",
    },
    "es": {
        "rehearsal": "Ensayo",
        "welcome": "Fiesta de bienvenida",
        "ceremony": "Ceremonia",
        "reception": "Celebración",
        "brunch": "Brunch",
    },
}


@dataclass(frozen=True)
class Event:
    """A local day at the venue, and its hour where that is known."""

    kind: str
    day: dt.date
    starts_at: dt.time | None = None


def programme(events: Iterable[Event], locale: Locale) -> list[str]:
    """`3:00 PM: Ceremony`, by day and hour; days are named where there are several.

    What has no hour comes before what has one; what has no name is left out.
    """
    names = NAMES.get(locale.language, NAMES["en"])
    told = sorted((one for one in events if one.kind in names), key=_when)
    several = len({one.day for one in told}) > 1
    return [_line(one, names[one.kind], locale, several=several) for one in told]


def _when(event: Event) -> tuple[dt.date, dt.time, str]:
    return event.day, event.starts_at or dt.time.min, event.kind


def _line(event: Event, name: str, locale: Locale, *, several: bool) -> str:
    day = _day(event.day, locale) if several else ""
    hour = clock(event.starts_at, locale) if event.starts_at else ""
    when = ", ".join(filter(None, (day, hour)))
    return f"{when}: {name}" if when else name


@lru_cache(maxsize=KEPT)
def _day(day: dt.date, locale: Locale) -> str:
    """Without the year: everybody knows it by then."""
    weekday = format_date(day, "EEEE", locale)
    return f"{weekday}, {format_skeleton('MMMMd', day, locale=locale)}"
