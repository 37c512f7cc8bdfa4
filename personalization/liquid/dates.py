"""The `date` filter: dates as people write them, in the reader's language, never the clock's."""

import re
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from personalization.liquid.errors import BadValue
from wedsync.lib.worded import worded

STYLES = ("short", "medium", "long", "full")
# What marketers know from strftime, as CLDR patterns (Unicode TR 35).
CODES = {
    "%Y": "yyyy", "%y": "yy", "%B": "MMMM", "%b": "MMM", "%m": "MM", "%-m": "M",
    "%A": "EEEE", "%a": "EEE", "%d": "dd", "%e": "d", "%-d": "d", "%j": "DDD",
}  # fmt: skip
_CODE = re.compile(r"(%-?.?)", re.DOTALL)
LONGEST = 60


@lru_cache(maxsize=4096)
def written(day: str, form: str, locale: str) -> str:
    """`day` is ISO 8601; `form` a style or a text with strftime codes. Raises BadValue."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        raise BadValue(worded("'{text}' is not a date.", text=day[:40])) from None
    try:
        spoken = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        raise BadValue(worded("'{text}' is no language we know.", text=locale[:20])) from None
    if form in STYLES:
        return format_date(parsed, form, spoken)
    return "".join(_piece(piece, parsed, spoken) for piece in _pieces(form))


def _pieces(form: str) -> list[str]:
    if len(form) > LONGEST:
        raise BadValue(worded("A date format is longer than {most} characters.", most=LONGEST))
    return _CODE.split(form)


def _piece(piece: str, day: date, locale: Locale) -> str:
    if not piece.startswith("%"):
        return piece
    if piece not in CODES:
        raise BadValue(
            worded(
                "'{text}' is no part of a date. Use {choices}.",
                text=piece,
                choices=", ".join(CODES),
            )
        )
    return format_date(day, CODES[piece], locale)
