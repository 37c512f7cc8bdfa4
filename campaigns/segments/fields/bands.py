"""Guests and budgets as bands. A budget's is never shown: it only chooses."""

from django.db.models import Case, CharField, Q, Value, When

from campaigns.segments.facts import Facts
from campaigns.segments.field import Field, by
from campaigns.segments.kinds import choice
from campaigns.segments.scope import Scope
from personalization.bands import (
    BOUNDS,
    BOUNDS_OF,
    GUESTS,
    MOST,
    USUAL,
    budget_band,
    guest_band,
)  # fmt: skip
from wedsync.billing.money import EXPONENTS
from wedsync.lib.worded import worded

GROUP = worded("Weddings")
PERCENT = 100
GUEST_BANDS = tuple((name, name.capitalize()) for name in (*(name for _, name in GUESTS), MOST))
BUDGET_BANDS = (
    ("low", worded("Low")),
    ("standard", worded("Standard")),
    ("luxury", worded("Luxury")),
)


def _guest_band_of(_: Scope) -> Case:
    return Case(
        When(wedding_guests=None, then=Value(None)),
        *(When(wedding_guests__lt=bound, then=Value(name)) for bound, name in GUESTS),
        default=Value(MOST),
        output_field=CharField(null=True),
    )


def _budget_band(facts: Facts, scope: Scope) -> str | None:
    country = facts.country or scope.country
    return budget_band(facts.budget, facts.currency, country, scope.kind) or None


def _budget_band_of(scope: Scope) -> Case:
    low, luxury = BOUNDS_OF.get(scope.kind, BOUNDS)
    return Case(
        When(wedding_budget=None, then=Value(None)),
        *(_when(country, low, "low", scope) for country in USUAL),
        *(_when(country, luxury, "standard", scope) for country in USUAL),
        *(_when(country, None, "luxury", scope) for country in USUAL),
        default=Value(None),
        output_field=CharField(null=True),
    )


def _when(country: str, bound: int | None, name: str, scope: Scope) -> When:
    """In this country and its currency, and below so many percent of what is usual there."""
    usual = USUAL[country]
    place = Q(wedding_venue_country=country)
    if country == scope.country:
        place |= Q(wedding_venue_country="")
    asked = place & Q(wedding_currency=usual.currency)
    if bound is not None:
        whole = usual.amount * 10 ** EXPONENTS[usual.currency]
        # A whole percentage below `bound`: rounded down as `budget_band` does it.
        asked &= Q(wedding_budget__lt=-(-bound * whole // PERCENT))
    return When(asked, then=Value(name))


FIELDS = (
    Field(
        "guest_band",
        GROUP,
        worded("Size by guests"),
        choice(GUEST_BANDS),
        lambda facts, _: guest_band(facts.guests) or None,
        by(_guest_band_of),
    ),
    Field(
        "budget_band",
        GROUP,
        worded("Budget"),
        choice(BUDGET_BANDS),
        _budget_band,
        by(_budget_band_of),
        secret=True,
    ),
)
