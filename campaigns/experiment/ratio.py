"""Whether as many got each variant as should have: else something assigns wrongly. Pure.

Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments (2020), chapter 21.
"""

from collections.abc import Mapping, Sequence
from math import erfc, exp, pi, sqrt

from campaigns.experiment.holdout import HELD_OUT
from wedsync.lib.worded import worded

BROKEN = 0.001
FEW = 5  # expected; below it the test says nothing


def expected(draws: Sequence[Mapping[str, int]], counts: Mapping[int, int]) -> dict[str, float]:
    """How many of each key the weights promise; `counts` are units by the position of their draw.

    What is held out, in percent, comes off before the weights share the rest.
    """
    promised: dict[str, float] = {}
    for position, count in counts.items():
        for key, share in _shares(draws[position]).items():
            promised[key] = promised.get(key, 0.0) + count * share
    return promised


def withheld(found: Mapping[str, int], promised: Mapping[str, float]) -> str:
    """Why there is no result; "" when the shares are as they should be."""
    if mismatch(found, promised) >= BROKEN:
        return ""
    worst = max(promised, key=lambda key: abs(found.get(key, 0) - promised[key]))
    got, due = found.get(worst, 0), round(promised[worst])
    return worded(
        "Not enough data: the result is withheld, for something assigns wrongly."
        " {got} weddings have {worst} where {due} were due.",
        got=got,
        worst=f"{worst!r}",
        due=due,
    )


def mismatch(found: Mapping[str, int], promised: Mapping[str, float]) -> float:
    """How likely shares at least so far off are by chance: Pearson's chi-squared test.

    1.0 where there is nothing to compare, or too little.
    """
    keys = [key for key, count in promised.items() if count]
    if len(keys) < 2 or min(promised[key] for key in keys) < FEW:  # noqa: PLR2004 -- a comparison
        return 1.0
    off = sum((found.get(key, 0) - promised[key]) ** 2 / promised[key] for key in keys)
    return _above(off / 2, len(keys) - 1)


def _shares(draw: Mapping[str, int]) -> dict[str, float]:
    held = draw.get(HELD_OUT, 0) / 100
    weights = {key: weight for key, weight in draw.items() if key != HELD_OUT}
    whole = sum(weights.values())
    shares = {key: (1 - held) * weight / whole for key, weight in weights.items()}
    return {**shares, HELD_OUT: held}


def _above(x: float, freedom: int) -> float:
    """Chi-squared's upper tail beyond 2x: from one or two degrees of freedom up by DLMF 8.8.6."""
    if freedom % 2:
        order, tail, term = 0.5, erfc(sqrt(x)), 2 * sqrt(x / pi) * exp(-x)
    else:
        order, tail, term = 1.0, exp(-x), x * exp(-x)
    for n in range((freedom - 1) // 2):
        tail += term
        term *= x / (order + n + 1)
    return tail
