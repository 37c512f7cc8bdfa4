"""What statuses of models' providers mean, whichever SDK heard them. Pure."""

from collections.abc import Mapping

from personalization.writers.protocol import Unavailable, Unusable
from wedsync.lib.worded import worded

BUSY = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
USED_UP = frozenset({"insufficient_quota", "billing_error"})  # 429s that no waiting mends
LONGEST_PAUSE = 3600.0


def refusal(status: int, code: str, headers: Mapping[str, str]) -> Unavailable | Unusable:
    """`code` is the provider's own word for it; header names are in lower case.

    Nothing was written, and nothing is owed.
    """
    told = f"{status} {code}".strip()
    if status in BUSY and code not in USED_UP:
        return Unavailable(worded("it answered {told}", told=told), retry_after(headers))
    return Unusable(worded("it answered {told}", told=told))


def unheard(cause: BaseException | None) -> Unavailable:
    """No answer came. Only where no connection did is nothing owed for sure; the two SDKs share no
    class of errors, but the names of their causes."""
    name = type(cause).__name__
    what = (
        worded("it did not answer in time")
        if "Timeout" in name
        else worded("it could not be reached")
    )
    return Unavailable(what, billed=not name.startswith("Connect"))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds; a date, or what can't be read, is overlooked."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        if 0 <= seconds <= LONGEST_PAUSE:
            return seconds
    return None
