"""How far a campaign's money reaches."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.money import covered, foreign
from wedsync.billing.money import Money

costs = st.lists(
    st.none()
    | st.builds(Money, st.integers(0, 1_000), st.sampled_from(["EUR", "EUR", "EUR", "USD"])),
    max_size=12,
)
lefts = st.builds(Money, st.integers(-100, 5_000), st.just("EUR"))


@given(costs, lefts)
def test_a_cap_is_never_passed(prices, left):
    count = covered(prices, left)
    spent = [one for one in prices[:count] if one and one.micros]

    assert all(one.currency == "EUR" for one in spent)
    assert sum(one.micros for one in spent) <= max(0, left.micros)


@given(costs, lefts)
def test_what_stops_it_would_have_passed_it(prices, left):
    count = covered(prices, left)
    rest = left.micros - sum(one.micros for one in prices[:count] if one)

    if count < len(prices):
        stopper = prices[count]
        assert rest <= 0 if stopper is None else stopper.currency == "USD" or stopper.micros > rest


def test_what_costs_nothing_goes_even_when_nothing_is_left():
    assert covered([Money(0, "EUR"), Money(0, "USD")], Money(0, "EUR")) == 2


def test_prices_in_another_currency_are_named():
    assert foreign([None, Money(0, "GBP"), Money(5, "USD")], "EUR") == "USD"
    assert foreign([None, Money(5, "EUR")], "EUR") == ""
