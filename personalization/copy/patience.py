"""How often and how long a model is asked again. Pure."""

CALLS = 3
LONGEST = 60.0  # seconds for all calls of one copy, pauses included


def pause(calls: int, asked: float | None, spent: float, *, first: float) -> float | None:
    """Seconds to wait before the next call; None: give up.

    `calls` were made in `spent` seconds; `asked` is what the provider's Retry-After says, which
    counts unless it is longer than we have. Else `first`, and four times as long each time.
    """
    wait = first * 4 ** (calls - 1) if asked is None else asked
    if calls >= CALLS or spent + wait >= LONGEST:
        return None
    return wait
