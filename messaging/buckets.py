"""Token buckets as numbers. Pure.

GCRA (the generic cell rate algorithm, ITU-T I.371): a bucket is one number, the theoretical
arrival time. Redis runs the same few lines as a script (`pace.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

MICROS = 1_000_000


@dataclass(frozen=True)
class Bucket:
    """One token each `interval` microseconds, `burst` of them at most.

    `covers`: how many messages a token is for, as many as travel in a call where it is for calls.
    `keep` tokens are left for somebody more important.
    """

    key: str
    interval: int
    burst: int
    covers: int = 1
    keep: int = 0


@dataclass(frozen=True)
class Grant:
    """`messages` may go out now; when it is 0, ask again in `wait` seconds."""

    messages: int
    wait: float = 0.0


def grant(
    buckets: Sequence[Bucket], arrivals: Sequence[int | None], want: int, now: int
) -> tuple[Grant, list[int]]:
    """What may go at `now` (Unix microseconds), and the arrival times that follow.

    All buckets are charged or none. One that is missing (None) starts empty, not full: nobody
    gets a burst that may have been spent already.
    """
    known = [_arrival(*pair, now) for pair in zip(buckets, arrivals, strict=True)]
    rooms = [_room(one, at, now) for one, at in zip(buckets, known, strict=True)]
    granted = min(want, *(room * one.covers for one, room in zip(buckets, rooms, strict=True)))
    if granted < 1:
        waits = [_wait(one, at, now) for one, at in zip(buckets, known, strict=True)]
        return Grant(0, max(waits) / MICROS), known
    after = [
        at + one.interval * _tokens(one, granted) for one, at in zip(buckets, known, strict=True)
    ]
    return Grant(granted), after


def _tokens(bucket: Bucket, messages: int) -> int:
    return -(-messages // bucket.covers)


def _arrival(bucket: Bucket, arrival: int | None, now: int) -> int:
    return max(now + bucket.interval * bucket.burst if arrival is None else arrival, now)


def _room(bucket: Bucket, arrival: int, now: int) -> int:
    return (bucket.interval * bucket.burst - (arrival - now)) // bucket.interval - bucket.keep


def _wait(bucket: Bucket, arrival: int, now: int) -> int:
    """Until there is room for one."""
    return max(0, arrival - now - bucket.interval * (bucket.burst - 1 - bucket.keep))
