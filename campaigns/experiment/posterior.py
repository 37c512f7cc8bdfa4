"""What results say about each variant's rate, and which of them is best. Pure and deterministic.

The rates are beta distributed. Both questions are integrals over one of them, taken on the scale of
log-odds, where the densities are smooth and fall off at both ends: there the trapezoidal rule is
exact to about 1e-7 with a few dozen points (Trefethen & Weideman, SIAM Review 56, 2014).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, fsum, log, log1p, prod, sqrt
from operator import mul, sub
from typing import NamedTuple

from campaigns.experiment.beta import Beta

STEPS = 3  # points in the standard deviation of the narrowest density
NOTHING = -34.0  # the logarithm of what need not be added any more


@dataclass(frozen=True)
class Tally:
    """So many did it, of so many."""

    did: int
    of: int


@dataclass(frozen=True)
class Prior:
    """What is believed before: a rate, and how many weddings that belief is worth."""

    mean: float
    strength: float


@dataclass(frozen=True)
class Standing:
    """`best`: how likely it is the best variant. `loss`: by how much, on average over what is
    believed, the best rate is above its own, from 0 to 1."""

    rate: Beta
    best: float
    loss: float


def posterior(tally: Tally, prior: Prior) -> Beta:
    """Beta-Bernoulli: what was believed before and what was seen are added up."""
    before = prior.mean * prior.strength
    return Beta(before + tally.did, prior.strength - before + tally.of - tally.did)


def race(rates: Sequence[Beta]) -> list[Standing]:
    """For two variants or more, how likely each is the best, and what choosing it costs."""
    points, step = _points(rates)
    curves = [_curve(rate, points, step) for rate in rates]
    ahead = [_ahead(curves, one) for one in range(len(rates))]
    top = fsum(fsum(map(mul, leads, (point.x for point in points))) for leads in ahead)
    return [
        Standing(rate, fsum(leads), max(0.0, top - rate.mean))
        for rate, leads in zip(rates, ahead, strict=True)
    ]


def average(rate: Beta, value: Callable[[float], float]) -> float:
    """What `value` of the rate comes to, over all it may be."""
    points, step = _points([rate])
    here = _curve(rate, points, step).here
    return fsum(mass * value(point.x) for mass, point in zip(here, points, strict=True))


class _Point(NamedTuple):
    """A rate, and the logarithms of it and of what it lacks to 1."""

    x: float
    log_x: float
    log_rest: float


class _Curve(NamedTuple):
    """At each point, how much of the rate lies there, and how much below it."""

    here: list[float]
    below: list[float]


def _ahead(curves: Sequence[_Curve], one: int) -> list[float]:
    """At each point, how likely this rate lies there and every other one below it."""
    others = [curve.below for n, curve in enumerate(curves) if n != one]
    return list(map(mul, curves[one].here, map(prod, zip(*others, strict=True))))


def _points(rates: Sequence[Beta]) -> tuple[list[_Point], float]:
    """Where every density is covered, evenly spaced in log-odds, and the space between them."""
    step = min(_spread(rate) for rate in rates) / STEPS
    low = min(_edge(rate, -1) for rate in rates)
    high = max(_edge(rate, 1) for rate in rates)
    return [_point(low + n * step) for n in range(int((high - low) / step) + 2)], step


def _spread(rate: Beta) -> float:
    """About the standard deviation of its log-odds."""
    return sqrt(1 / rate.a + 1 / rate.b)


def _edge(rate: Beta, side: int) -> float:
    """The log-odds beyond which nothing worth adding is left."""
    peak = log(rate.a / rate.b)
    least = _log_density(rate, _point(peak)) + NOTHING
    distance = 7 * _spread(rate)
    while _log_density(rate, _point(peak + side * distance)) > least:
        distance *= 1.25
    return peak + side * distance


def _point(t: float) -> _Point:
    rest = -log1p(exp(-abs(t))) - max(t, 0.0)
    return _Point(exp(t + rest), t + rest, rest)


def _log_density(rate: Beta, point: _Point) -> float:
    """Of log-odds, up to a constant."""
    return rate.a * point.log_x + rate.b * point.log_rest


def _curve(rate: Beta, points: Sequence[_Point], step: float) -> _Curve:
    a, b = rate.a, rate.b
    top = _log_density(rate, _point(log(a / b)))
    raw = [exp(a * log_x + b * log_rest - top) for _, log_x, log_rest in points]
    whole = fsum(raw)
    here = [value / whole for value in raw]
    return _Curve(here, list(map(sub, accumulate(here), map(mul, here, _ends(rate, points, step)))))


def _ends(rate: Beta, points: Sequence[_Point], step: float) -> list[float]:
    """By what part of its last point a sum is too large: half of it by the trapezoidal rule, and
    what the Euler-Maclaurin formula (DLMF 2.10.1) makes of the slope there."""
    whole = rate.a + rate.b
    first, third = step / 12, step**3 / 720
    slopes = [(rate.a - whole * x, whole * x * (x - 1), 1 - 2 * x) for x, _, _ in points]
    return [
        0.5 + first * slope - third * (slope * (slope * slope + 3 * bend) + bend * turn)
        for slope, bend, turn in slopes
    ]
