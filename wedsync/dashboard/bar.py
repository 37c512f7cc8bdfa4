"""The segments of a progress bar, in percent of its width. Pure."""

from dataclasses import dataclass

from messaging.states import State
from wedsync.analytics.progress import Progress

# What is certain stands first; what is still to come stays empty.
SEGMENTS: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("good", (State.DELIVERED,)),
    ("info", (State.SENT, State.ACCEPTED)),
    ("bad", (State.BOUNCED, State.FAILED, State.DEAD)),
    ("done", (State.SUPPRESSED, State.CANCELLED, State.EXPIRED)),
    ("under", (State.CLAIMED, State.SENDING, State.UNKNOWN)),
    ("held", (State.HELD,)),
)


@dataclass(frozen=True)
class Segment:
    tone: str
    start: float
    width: float


def segments(progress: Progress) -> tuple[Segment, ...]:
    """They never overlap, never leave the bar, and always come in the same order and number."""
    found, start = [], 0.0
    for tone, states in SEGMENTS:
        share = 100 * progress.among(*states) / progress.people if progress.people else 0.0
        found.append(Segment(tone, round(start, 3), round(share, 3)))
        start += share
    return tuple(found)
