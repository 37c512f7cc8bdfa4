"""The odds of two variants by closed forms, as an oracle: they hold where one count is whole."""

from math import exp, lgamma, log

from campaigns.experiment.beta import Beta


def ahead(one: Beta, other: Beta) -> float:
    """How likely `one`, whose `a` is a whole number, is above `other`.

    Evan Miller, Formulas for Bayesian A/B Testing (2014), equation 6.
    """
    terms = (
        _log_beta(other.a + n, one.b + other.b)
        - log(one.b + n)
        - _log_beta(1 + n, one.b)
        - _log_beta(other.a, other.b)
        for n in range(round(one.a))
    )
    return sum(map(exp, terms))


def loss(one: Beta, other: Beta) -> float:
    """By how much `other` is above `one` on average, where it is; both `a` are whole numbers.

    Stucchio, Bayesian A/B Testing at VWO (2015), section 6: a density times its own rate is
    another beta density.
    """
    above = other.mean * ahead(Beta(other.a + 1, other.b), one)
    return above - one.mean * ahead(other, Beta(one.a + 1, one.b))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
