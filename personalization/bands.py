"""Guests and budgets as bands: what a wording may depend on, where figures say too much. Pure.

The bounds of guests lie within what the trade's pages give, which overlap; see docs. A budget's
band is never printed, nor is any amount: it only chooses a tone and an offer.
"""

from bisect import bisect_right
from typing import NamedTuple

from wedsync.billing.money import EXPONENTS

# Up to, not including, so many guests; 0 guests is a couple that elopes, unknown is no band.
GUESTS = (
    (11, "elopement"),
    (31, "micro"),
    (61, "intimate"),
    (101, "small"),
    (151, "average"),
    (300, "large"),
)
MOST = "grand"
# What rules and models go by: three kinds of day are enough to speak differently of them.
CIRCLES = {
    "elopement": "intimate",
    "micro": "intimate",
    "intimate": "intimate",
    "small": "classic",
    "average": "classic",
    "large": "grand",
    "grand": "grand",
}


class Usual(NamedTuple):
    """What a wedding of a country costs, in whole units of its currency."""

    amount: int
    currency: str


# Means of published surveys, rounded: US 2016 to 2018, GB 2019. No other country is guessed at.
USUAL = {"US": Usual(34_000, "USD"), "GB": Usual(32_000, "GBP")}
# Low below, luxury from so many percent of it: who hires a planner or a venue spends more anyway.
BOUNDS = (60, 200)
BOUNDS_OF = {"planner": (80, 250), "venue": (70, 225)}


def guest_band(guests: int | None) -> str:
    """ "" where nobody said how many."""
    if guests is None:
        return ""
    place = bisect_right([bound for bound, _ in GUESTS], guests)
    return GUESTS[place][1] if place < len(GUESTS) else MOST


def circle(guests: int | None) -> str:
    """intimate, classic or grand; "" where nobody said how many."""
    return CIRCLES.get(guest_band(guests), "")


def budget_band(budget: int | None, currency: str, country: str, vendor_type: str) -> str:
    """low, standard or luxury, or "" where nobody knows.

    `budget` in minor units of `currency`; `country` is the venue's. Nothing is converted: a
    currency that isn't the country's says nothing.
    """
    usual = USUAL.get(country)
    if budget is None or usual is None or currency != usual.currency:
        return ""
    low, luxury = BOUNDS_OF.get(vendor_type, BOUNDS)
    percent = budget * 100 // (usual.amount * 10 ** EXPONENTS[currency])
    if percent < low:
        return "low"
    return "luxury" if percent >= luxury else "standard"
