"""A budget has a band only where its country and its currency say what is usual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.bands import budget_band, circle, guest_band
from personalization.fields import GUEST_BANDS


@pytest.mark.parametrize(
    ("thousands", "kind", "band"),
    [
        (20, "photographer", "low"),
        (21, "photographer", "standard"),
        (21, "planner", "low"),
        (68, "photographer", "luxury"),
        (68, "venue", "standard"),
        (0, "photographer", "low"),
    ],
)
def test_a_band_is_relative_to_country_and_trade(thousands, kind, band):
    assert budget_band(thousands * 100_000, "USD", "US", kind) == band


@pytest.mark.parametrize(
    ("budget", "currency", "country"),
    [(None, "USD", "US"), (1, "EUR", "US"), (1, "USD", ""), (1, "CHF", "CH")],
)
def test_what_nobody_knows_is_no_band(budget, currency, country):
    assert budget_band(budget, currency, country, "photographer") == ""


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_guests_are_never_a_smaller_band(one, two):
    few, many = sorted((one, two))

    assert GUEST_BANDS.index(guest_band(few)) <= GUEST_BANDS.index(guest_band(many))


def test_a_circle_is_known_where_the_guests_are():
    assert [circle(guests) for guests in (None, 0, 61, 151)] == ["", "intimate", "classic", "grand"]
