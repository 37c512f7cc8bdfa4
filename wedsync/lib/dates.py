"""Dates and hours as a language writes them. Pure."""

import datetime as dt
from typing import Final

from babel.dates import format_datetime

# Where a language says more than the pattern (CLDR, Unicode TR 35) that English needs.
LONGER: Final[dict[str, dict[str, str]]] = {
    "es": {
        "MMMM y": "MMMM 'de' y",
        "d MMMM y": "d 'de' MMMM 'de' y",
        "EEEE d MMMM": "EEEE d 'de' MMMM",
        "EEEE, d MMMM y": "EEEE, d 'de' MMMM 'de' y",
    }
}


def dated(at: dt.date, pattern: str, language: str = "en") -> str:
    """`dated(day, "EEE d MMM y")` is `Sat 19 Jun 2027`, or `sáb 19 jun 2027`.

    A date is its midnight; an instant is written where its zone is.
    """
    words = LONGER.get(language, {}).get(pattern, pattern)
    moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
    return format_datetime(moment.replace(tzinfo=None), words, locale=language)
