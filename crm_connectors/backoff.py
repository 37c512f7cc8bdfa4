"""How long to leave another system alone. Pure; seconds."""

import datetime as dt
from email.utils import parsedate_to_datetime

FIRST, MOST = 0.25, 5.0
LONGEST = 6 * 3600.0  # whoever asks for more is asked again after that
RESTS = (30, 120, 600, 1800, 3600)  # between whole attempts of a run


def pause(attempt: int, dice: float) -> float:
    """Before try `attempt` + 1, from 0: doubling, with jitter from `dice` in [0, 1)."""
    return float(min(FIRST * 2**attempt, MOST) * (0.5 + dice / 2))


def asked_for(header: str, now: dt.datetime) -> float | None:
    """The wait in a Retry-After header, seconds or an HTTP date (RFC 9110, 10.2.3); None where
    there is none that can be read."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return min(max((until - now).total_seconds(), 0.0), LONGEST)


def rest(attempts: int) -> float:
    """Before a run that could not go on is tried again, after so many attempts without a page."""
    return float(RESTS[min(attempts, len(RESTS) - 1)])
