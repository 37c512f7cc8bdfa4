"""The `date` filter: dates as people write them, in the reader's language, never the clock's."""

import re
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from personalization.liquid.errors import BadValue

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
        raise BadValue(f"'{day[:40]}' is not a date.") from None
    try:
        spoken = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        raise BadValue(f"'{locale[:20]}' is no language we know.") from None
    if form in STYLES:
        return format_date(parsed, form, spoken)
    return "".join(_piece(piece, parsed, spoken) for piece in _pieces(form))


def _pieces(form: str) -> list[str]:
    if len(form) > LONGEST:
        raise BadValue(f"A date format is longer than {LONGEST} characters.")
    return _CODE.split(form)


def _piece(piece: str, day: date, locale: Locale) -> str:
    if not piece.startswith("%"):
        return piece
    if piece not in CODES:
        raise BadValue(f"'{piece}' is no part of a date. Use {', '.join(CODES)}.")
    return format_date(day, CODES[piece], locale)
