"""Named places at which a chaos run may end this process with SIGKILL. Nothing in production.

`WEDSYNC_CRASH="after_intent:0.02,after_call:0.05"` gives each place a probability. A system check
refuses production settings in which any is set.
"""

import os
import random
import signal

from django.conf import settings

POINTS = (
    "after_claim",  # leased, nothing decided
    "before_intent",  # judged and composed, the intent not committed
    "after_intent",  # committed, the call not made
    "after_call",  # the provider answered, nothing noted
    "before_settled",  # noted, not committed
    "after_settled",
    "in_resolve",  # taken for resolution, not asked
    "after_ask",  # the provider told what it knows, nothing noted
    "before_resolved",  # concluded, not committed
    "in_reap",  # reaped, not committed
    "in_doubt",  # silent intents called unknown, not committed
    "before_stored",  # a webhook verified, not committed
    "before_applied",  # events made facts, not committed
    "after_applied",
    "in_release",  # planned steps said, their rows not committed
    "in_expand",  # messages made, the recipients' checkpoint not committed
)


def point(name: str) -> None:
    """Die here, if this run says so."""
    chance: float = settings.CRASH_POINTS.get(name, 0.0)
    if chance and random.random() < chance:  # noqa: S311 -- no secret hangs on it
        os.kill(os.getpid(), signal.SIGKILL)
