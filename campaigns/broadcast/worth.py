"""Whether one way of doing it brings more than another, from two small samples. Pure.

The interval for a difference of proportions is Newcombe's hybrid of two score intervals (Statistics
in Medicine 17, 1998, method 10): near nothing and everything, and with few people, it keeps what
it promises where the textbook's does not.
"""

import math
from dataclasses import dataclass

Z = 1.959964  # of 95 % in the middle of a normal curve


@dataclass(frozen=True)
class Arm:
    """Of `people` so many `acted`."""

    acted: int
    people: int

    @property
    def rate(self) -> float:
        return self.acted / self.people if self.people else 0.0


@dataclass(frozen=True)
class Worth:
    """The difference of rates, and where it lies with 95 % confidence; -1 to 1."""

    difference: float
    low: float
    high: float

    @property
    def word(self) -> str:
        if self.low > 0:
            return "helps"
        return "harms" if self.high < 0 else "not enough data"


def worth(tried: Arm, usual: Arm) -> Worth:
    """`tried` less `usual`; of nobody nothing is known, which is the widest interval."""
    difference = tried.rate - usual.rate
    (low, high), (floor, top) = _score(tried), _score(usual)
    below = math.hypot(tried.rate - low, top - usual.rate)
    above = math.hypot(high - tried.rate, usual.rate - floor)
    return Worth(difference, difference - below, difference + above)


def _score(arm: Arm) -> tuple[float, float]:
    """Wilson's interval (1927)."""
    if not arm.people:
        return 0.0, 1.0
    n, spread = arm.people, Z * Z / arm.people
    middle = arm.rate + spread / 2
    half = Z * math.sqrt(arm.rate * (1 - arm.rate) / n + spread / (4 * n))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))
