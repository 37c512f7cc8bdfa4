"""When a delivery is tried again, and when it is given up. Pure.

The waits are those the Standard Webhooks specification suggests (its section on retries), each
lengthened by up to a tenth, so that a receiver that comes back isn't met by everybody at once.
"""

import datetime as dt
from hashlib import blake2b

WAITS = tuple(
    dt.timedelta(**one)
    for one in (
        {"seconds": 5},
        {"minutes": 5},
        {"minutes": 30},
        {"hours": 2},
        {"hours": 5},
        {"hours": 10},
        {"hours": 14},
        {"hours": 20},
        {"hours": 24},
    )
)
JITTER = 0.1
LONGEST = WAITS[-1]


def wait_after(attempts: int, seed: str, asked: dt.timedelta | None = None) -> dt.timedelta | None:
    """How long after failed attempt number `attempts` (from 1) the next one is; None: given up.

    `asked` is the receiver's Retry-After: never sooner than that, nor later than a day for it.
    """
    if attempts > len(WAITS):
        return None
    wait = WAITS[attempts - 1] * (1 + JITTER * _share(f"{seed}:{attempts}"))
    return max(wait, min(asked, LONGEST)) if asked else wait


def _share(seed: str) -> float:
    """At least 0, below 1, the same for the same seed."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) / 2**32
