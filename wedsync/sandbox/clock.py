"""The sandbox's own clock: this machine's time plus an offset that a test may move."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Unix seconds. Everything the sandbox dates, expires or delays goes by this clock."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self.offset = 0.0

    def now(self) -> float:
        return self._source() + self.offset


def iso(at: float) -> str:
    """The form of Resend's event times: 2026-06-18T04:00:00.000Z."""
    return _utc(at).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_long(at: float) -> str:
    """The form of Resend's object times: 2026-06-18T04:00:00.000000+00:00."""
    return _utc(at).isoformat(timespec="microseconds")


def _utc(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
