"""The `date` filter: dates as people write them, in the reader's language, never the clock's."""

import re
from datetime import date
from functools import lru_cache

from babel import UnknownLocaleError
from babel.dates import format_date

from personalization.liquid.errors import BadValue

STYLES = ("short", "medium", "long", "full")
# What marketers know from strftime, as CLDR patterns (Unicode TR 35).
CODES = {
    "%Y": "yyyy", "%y": "yy", "%B": "MMMM", "%b": "MMM", "%m": "MM", "%-m": "M",
    "%A": "EEEE", "%a": "EEE", "%d": "dd", "%e": "d", "%-d": "d", "%j": "DDD",
}  # fmt: skip
_CODE = re.compile(r"%-?.")
LONGEST = 60


@lru_cache(maxsize=4096)
def written(day: str, form: str, locale: str) -> str:
    """`day` is ISO 8601; `form` a style or a pattern of strftime codes. Raises BadValue."""
    form = form if form in STYLES else pattern(form)
    try:
        return format_date(date.fromisoformat(day), form, locale)
    except ValueError:
        raise BadValue(f"'{day[:40]}' is not a date.") from None
    except UnknownLocaleError:
        raise BadValue(f"'{locale[:20]}' is no language we know.") from None


def pattern(form: str) -> str:
    """A CLDR pattern for strftime codes. Raises BadValue for a code that is none."""
    if len(form) > LONGEST:
        raise BadValue(f"A date format is longer than {LONGEST} characters.")
    codes = _CODE.findall(form)
    if unknown := [code for code in codes if code not in CODES]:
        raise BadValue(f"'{unknown[0]}' is no part of a date. Use {', '.join(CODES)}.")
    pieces = [_quoted(literal) for literal in _CODE.split(form)]
    return "".join(p + c for p, c in zip(pieces, [*map(CODES.__getitem__, codes), ""], strict=True))


def _quoted(literal: str) -> str:
    return "'" + literal.replace("'", "''") + "'" if literal else ""
