"""Dates as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.dates import OPEN, Order, When, column_orders, parse_date
from crm_connectors.records import Unreadable
from tests.crm_connectors.outcome import outcome

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
ORDERS = st.sampled_from([{}, {"/": Order.DAY_FIRST}, {"/": Order.MONTH_FIRST}])
US, DE = column_orders([], "US"), column_orders([], "DE")
TWELFTH = When(dt.date(2027, 6, 12), "exact")


@given(DAYS, ORDERS)
def test_an_iso_date_is_that_day_whatever_the_column_means(day, orders):
    assert parse_date(day.isoformat(), orders) == When(day, "exact")


@given(DAYS, st.sampled_from("/-."), st.sampled_from(Order))
def test_a_day_written_in_a_known_order_comes_back(day, separator, order):
    pattern = "%d{0}%m{0}%Y" if order is Order.DAY_FIRST else "%m{0}%d{0}%Y"

    when = parse_date(day.strftime(pattern.format(separator)), {separator: order})

    assert when == When(day, "exact")


@given(st.text(max_size=30), ORDERS)
def test_any_text_is_a_date_or_a_sentence(text, orders):
    when, sentence = outcome(parse_date, text, orders)

    if when:
        assert (when.date is None) == (when.precision == "open")
    else:
        assert sentence.endswith(".")


@given(st.integers(20_000, 79_999))
def test_a_serial_of_excel_counts_days_from_1900(serial):
    assert parse_date(str(serial), {}).date == dt.date(1899, 12, 30) + dt.timedelta(serial)


@pytest.mark.parametrize(
    "text",
    [
        "2027-06-12T22:00:00Z",
        "2027/6/12",
        "2027-06-12 00:00:00",
        "6/12/2027",
        "06/12/27",
        "6/12/2027 15:30",
        "12.06.2027",
        "12-Jun-27",
        "June 12, 2027",
        "Jun 12 2027",
        "Saturday, June 12th, 2027",
        "June 12, 2027 at 3:00 PM",
        "12 June 2027",
        "12. Juni 2027",
        "Samstag, den 12. Juni 2027",
        "12 de junio de 2027",
        "le 12 juin 2027",
        "12 giugno 2027",
        "46550",
    ],
)
def test_the_twelfth_of_june_in_many_hands(text):
    assert parse_date(text, US) == TWELFTH


@pytest.mark.parametrize("text", ["June 2027", "juin 2027", "06/2027", "2027-06", "Jun-27"])
def test_a_month_alone_is_kept_as_a_month(text):
    assert parse_date(text, US) == When(dt.date(2027, 6, 1), "month")


@pytest.mark.parametrize("text", ["TBD", "t.b.d.", "noch offen", "por definir", "à définir", "?"])
def test_a_date_that_is_not_yet_set_is_open(text):
    assert parse_date(text, US) == OPEN


@pytest.mark.parametrize("text", ["Summer 2027", "2027", "Primavera de 2027"])
def test_a_season_is_open_and_says_so(text):
    assert parse_date(text, US) == When(None, "open", f"“{text}” is not yet a date")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2027-02-30", "“2027-02-30” is not in the calendar: please check the day."),
        ("13/13/2027", "“13/13/2027” is not in the calendar: please check the day."),
        ("2027-13", "“2027-13” has no month: please check it."),
        ("1227-06-12", "“1227-06-12” lies too far away to be a wedding: please check the year."),
        ("soon", "“soon” is not a date we can read; write it like 2027-06-12."),
        ("June 123 2027", "“June 123 2027” is not a date we can read; write it like 2027-06-12."),
        (
            "June 12 or 13, 2027",
            "“June 12 or 13, 2027” is not a date we can read; write it like 2027-06-12.",
        ),
    ],
)
def test_what_is_no_date_says_why(text, reason):
    with pytest.raises(Unreadable) as refusal:
        parse_date(text, US)

    assert str(refusal.value) == reason
