"""Names, addresses and the small things around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors import people
from crm_connectors.records import Unreadable
from tests.crm_connectors.outcome import outcome

READERS = [
    people.parse_email,
    people.parse_guests,
    people.parse_consent,
    people.parse_life,
    people.parse_language,
    people.parse_country,
    people.parse_timezone,
    lambda text: people.parse_phone(text, "US"),
]


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(max_size=40))
def test_any_text_is_a_value_or_a_sentence(reader, text):
    value, sentence = outcome(reader, text)

    assert value is not None if sentence is None else sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Lena@Example.COM", "lena@example.com"),
        ("Lena Ortiz <lena@example.com>", "lena@example.com"),
        ("mailto:lena@example.com", "lena@example.com"),
        ("lena@bücher.de", "lena@xn--bcher-kva.de"),
    ],
)
def test_an_address_has_one_spelling(text, address):
    assert people.parse_email(text) == address


@pytest.mark.parametrize("text", ["lena.at.example.com", "lena@example", "a@b@c.de", "a b@c"])
def test_what_is_no_address_says_so(text):
    with pytest.raises(Unreadable, match="is not an e-mail address: please check it"):
        people.parse_email(text)


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("(503) 555-0100", "US", "+15035550100"),
        ("+49 30 901820", "US", "+4930901820"),
        ("030 901820", "DE", "+4930901820"),
    ],
)
def test_a_phone_number_is_read_as_dialled_at_home(text, country, number):
    assert people.parse_phone(text, country) == number


@pytest.mark.parametrize("text", ["555-01", "call me", "1" * 20])
def test_what_is_no_phone_number_says_so(text):
    with pytest.raises(Unreadable, match="phone number"):
        people.parse_phone(text, "US")


@pytest.mark.parametrize(
    ("text", "guests"), [("120", 120), ("1,200", 1200), ("120.0", 120), ("0", 0)]
)
def test_guests_are_a_whole_number(text, guests):
    assert people.parse_guests(text) == guests


@pytest.mark.parametrize(
    ("text", "degrees"), [("45.98", 45.98), ("-90", -90), ("9,26°", 9.26), ("0", 0)]
)
def test_a_position_is_in_decimal_degrees(text, degrees):
    assert people.parse_degrees(text, 90) == degrees


@pytest.mark.parametrize("text", ["91", "45°58'N", "north", "4 5"])
def test_what_is_no_latitude_says_so(text):
    with pytest.raises(Unreadable, match="degrees"):
        people.parse_degrees(text, 90)


@pytest.mark.parametrize("text", ["about 120", "100-120", "-3", "50000", "twelve"])
def test_about_so_many_guests_is_no_number(text):
    with pytest.raises(Unreadable, match="guests"):
        people.parse_guests(text)


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("Yes", True),
        ("✓", True),
        ("opted-in", True),
        ("Sí", True),
        ("no", False),
        ("\u2013", False),
    ],
)
def test_only_a_clear_yes_is_consent(text, agreed):
    assert people.parse_consent(text) is agreed


def test_a_doubtful_consent_is_none_and_says_so():
    with pytest.raises(Unreadable, match="neither yes nor no, so it is not taken as consent"):
        people.parse_consent("probably")


@pytest.mark.parametrize(
    ("text", "life"),
    [
        ("Booked", "booked"),
        ("Retainer Paid!", "booked"),
        ("New Lead", "inquiry"),
        ("Canceled", "cancelled"),
        ("Verschoben", "postponed"),
        ("Delivered", "completed"),
    ],
)
def test_a_status_becomes_one_of_ours(text, life):
    assert people.parse_life(text) == life


def test_a_photographers_export_has_more_than_weddings():
    assert people.is_wedding("Destination Wedding") is True
    assert people.is_wedding("Newborn session") is False


def test_codes_and_names_of_languages_and_countries():
    languages = [people.parse_language(text) for text in ("en-US", "Español", "de")]
    countries = [people.parse_country(text) for text in ("us", "Deutschland", "U.S.A.")]

    assert languages == ["en", "es", "de"]
    assert countries == ["US", "DE", "US"]
    assert people.parse_timezone("America/Los_Angeles") == "America/Los_Angeles"
