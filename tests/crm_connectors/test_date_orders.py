"""What `03/04/2027` means."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.dates import Order, column_orders, order_of, parse_date, vote_of
from crm_connectors.records import Unreadable

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
US, DE = column_orders([], "US"), column_orders([], "DE")


@given(st.lists(DAYS, min_size=1), st.sampled_from(Order), st.sampled_from(["US", "DE", "CA", ""]))
def test_one_value_over_twelve_settles_its_column(days, order, country):
    pattern = "%d/%m/%Y" if order is Order.DAY_FIRST else "%m/%d/%Y"
    proof = dt.date(2027, 6, 13)
    texts = [day.strftime(pattern) for day in [*days, proof]]

    orders = column_orders(texts, country)

    assert [parse_date(text, orders).date for text in texts] == [*days, proof]


def test_where_both_orders_are_usual_the_writer_is_asked():
    with pytest.raises(Unreadable) as refusal:
        parse_date("03/04/2027", column_orders([], "CA"))

    assert str(refusal.value) == (
        "“03/04/2027” could be 3 April 2027 or 4 March 2027; write it like 2027-06-12."
    )


def test_a_column_written_both_ways_is_believed_only_where_it_is_clear():
    orders = column_orders(["13/06/2027", "06/13/2027"], "US")

    assert "/" not in orders
    assert parse_date("13/06/2027", orders).date == dt.date(2027, 6, 13)
    assert parse_date("04/04/2027", orders).date == dt.date(2027, 4, 4)


def test_each_separator_has_its_own_order():
    orders = column_orders(["25.06.2027", "06/25/2027"], "")

    assert orders == {".": Order.DAY_FIRST, "/": Order.MONTH_FIRST}


@pytest.mark.parametrize(
    ("country", "order"),
    [("US", Order.MONTH_FIRST), ("DE", Order.DAY_FIRST), ("CA", None), ("", None)],
)
def test_a_country_has_its_order_or_none(country, order):
    assert order_of(country) == order


def test_a_value_that_can_be_read_both_ways_proves_nothing():
    assert vote_of("03/04/2027") is None
    assert vote_of("June 2027") is None
    assert vote_of("25.06.2027") == (".", Order.DAY_FIRST)
