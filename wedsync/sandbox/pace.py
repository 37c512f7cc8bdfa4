"""Requests a second: a provider's limit per account, with the headers that tell how it stands."""

from collections import defaultdict

from wedsync.sandbox.clock import Clock


class Pace:
    """A fresh allowance in each second of the clock; a limit of 0 lets everything pass."""

    def __init__(self, clock: Clock, limit: int) -> None:
        self._clock = clock
        self.limit = limit
        self._second = 0
        self._used: defaultdict[str, int] = defaultdict(int)

    def take(self, account: str) -> bool:
        """False when this second's allowance is spent."""
        self._turn()
        self._used[account] += 1
        return not self.limit or self._used[account] <= self.limit

    def headers(self, account: str) -> dict[str, str]:
        if not self.limit:
            return {}
        left = max(0, self.limit - self._used[account])
        return {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(left),
            "ratelimit-reset": "1",
        }

    def clear(self) -> None:
        self._used.clear()

    def _turn(self) -> None:
        second = int(self._clock.now())
        if second != self._second:
            self._second = second
            self._used.clear()
