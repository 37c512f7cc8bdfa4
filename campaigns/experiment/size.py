"""How large a difference has to be to show in so many weddings: said before the launch. Pure."""

from math import sqrt
from statistics import NormalDist

from campaigns.experiment.decision import SURE, WEDDINGS
from campaigns.experiment.looks import MOST as LOOKS
from campaigns.experiment.prior import MOST as BELIEF
from wedsync.lib.worded import worded

FOUND = 0.8  # of real differences of that size
UNSEEN = 0.15  # the rate to go by before anything is known


def detectable(weddings: int, variants: int, rate: float = UNSEEN) -> float | None:
    """The smallest better rate, less `rate`, that four of five experiments would find.

    The formula for two proportions (Fleiss, Levin & Paik, Statistical Methods for Rates and
    Proportions, 2003, section 4.2), solved for the difference. None where each variant gets too
    few weddings, or no rate is that much better.
    """
    each = weddings // variants
    if each < WEDDINGS or _power(rate, 1.0, each) < FOUND:
        return None
    low, high = rate, 1.0
    while high - low > 1e-4:  # noqa: PLR2004 -- a hundredth of a point
        middle = (low + high) / 2
        low, high = (middle, high) if _power(rate, middle, each) < FOUND else (low, middle)
    return high - rate


def sentence(weddings: int, variants: int, rate: float = UNSEEN) -> str:
    """With 160 weddings a difference of 22 points would show."""
    apart = detectable(weddings, variants, rate)
    if apart is None:
        return worded(
            "With {weddings} weddings no difference would show: each variant gets too few.",
            weddings=weddings,
        )
    points = max(1, round(100 * apart))
    return worded(
        "With {weddings} weddings a difference of {points} {unit} would show:"
        " {rate} % against {better} %.",
        weddings=weddings,
        points=points,
        unit=worded("point") if points == 1 else worded("points"),
        rate=f"{100 * rate:.0f}",
        better=f"{100 * rate + points:.0f}",
    )


def _power(one: float, other: float, each: int) -> float:
    """How likely the rule is to see that `other` is better, with so many weddings each.

    What is believed before pulls both together, and the look before the last must see it already.
    """
    seen = each * (LOOKS - 1) / LOOKS
    middle = (one + other) / 2
    alike = sqrt(2 * middle * (1 - middle) / seen) * sqrt(1 + BELIEF / seen)
    apart = sqrt((one * (1 - one) + other * (1 - other)) / seen)
    needed = NormalDist().inv_cdf(SURE) * alike
    return NormalDist().cdf((other - one - needed) / apart)
