"""Idempotency keys: the first request with a key does the work, its like gets the same answer."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wedsync.sandbox.clock import Clock
from wedsync.sandbox.wire import Response


class OtherBody(Exception):
    """The key was used with another body."""


class InFlight(Exception):
    """The first request with this key is still being worked on."""


@dataclass
class Reservation:
    """Set `answer` to keep it for the key; a reservation left without one gives the key back."""

    body: str
    at: float
    answer: Response | None = None
    replayed: bool = False


class Keys:
    """Kept for `seconds` of the sandbox's clock."""

    def __init__(self, clock: Clock, seconds: float = 24 * 3600) -> None:
        self._clock = clock
        self._seconds = seconds
        self._kept: dict[tuple[str, str], Reservation] = {}

    @contextmanager
    def reserve(self, owner: str, key: str, body: bytes) -> Iterator[Reservation]:
        """Raises OtherBody or InFlight; check `replayed` before working. No key, no memory."""
        self._forget_old()
        digest = hashlib.sha256(body).hexdigest()
        reservation = Reservation(digest, self._clock.now())
        if not key:
            yield reservation
            return
        known = self._find(owner, key, digest)
        if known:
            yield known
            return
        self._kept[owner, key] = reservation
        try:
            yield reservation
        finally:
            if reservation.answer is None and self._kept.get((owner, key)) is reservation:
                del self._kept[owner, key]

    def clear(self) -> None:
        self._kept.clear()

    def _find(self, owner: str, key: str, digest: str) -> Reservation | None:
        known = self._kept.get((owner, key))
        if known is None:
            return None
        if known.body != digest:
            raise OtherBody
        if known.answer is None:
            raise InFlight
        known.replayed = True
        return known

    def _forget_old(self) -> None:
        due = self._clock.now() - self._seconds
        while self._kept and next(iter(self._kept.values())).at <= due:
            del self._kept[next(iter(self._kept))]
