"""The beta distribution: what is believed about a rate. Pure, without numpy."""

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

CLOSE = 1e-14
TINY = 1e-300  # stands for zero where one divides


@dataclass(frozen=True)
class Beta:
    """Beta(a, b): as if `a` had done it and `b` had not. Both are above 0."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)

    def below(self, x: float) -> float:
        """How likely the rate is to lie below x: the regularised incomplete beta function."""
        if not 0 < x < 1:
            return float(x >= 1)
        if x > self.mean:
            return 1 - Beta(self.b, self.a).below(1 - x)
        density = self.a * log(x) + self.b * log1p(-x) - _log_beta(self.a, self.b)
        return exp(density) / self.a / _fraction(self.a, self.b, x)

    def quantile(self, p: float) -> float:
        """The rate below which it lies with probability p, by halving: to within 1e-12."""
        low, high = 0.0, 1.0
        while high - low > 1e-12:  # noqa: PLR2004 -- what is promised above
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < p else (low, middle)
        return (low + high) / 2

    @property
    def interval(self) -> tuple[float, float]:
        """Where the rate lies with 95 percent, as much of the rest on either side."""
        return self.quantile(0.025), self.quantile(0.975)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of DLMF 8.17.22, by Lentz's method; converges fast below the mean."""
    value, c, d, n = 1.0, 1.0, 0.0, 0
    change = 0.0
    while abs(change - 1) >= CLOSE:
        n += 1
        m = n // 2
        step = m * (b - m) / (a + n - 1) if n % 2 == 0 else -(a + m) * (a + b + m) / (a + n - 1)
        step *= x / (a + n)
        d = 1 / (1 + step * d or TINY)
        c = 1 + step / c or TINY
        change = c * d
        value *= change
    return value
