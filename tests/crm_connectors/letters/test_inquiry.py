"""Which letters are an inquiry, and what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.letters.inquiry import LONGEST, inquiry

FORM = """You have a new inquiry!

Name: Lena Ortiz
Email: lena@example.com
Wedding date: 06/12/2027
*Guests:* 90
Subject: hello

Message:
We love your pictures.
"""


def test_a_form_is_read_line_by_line():
    assert inquiry(FORM) == {
        "Name": "Lena Ortiz",
        "Email": "lena@example.com",
        "Wedding date": "06/12/2027",
        "Guests": "90",
        "Message": "We love your pictures.",
    }


def test_a_value_may_stand_below_its_label():
    said = inquiry("Name:\nLena\nE-Mail:\nlena@example.com\nPhone:\nDate: 2027-06-12\n")

    assert said == {"Name": "Lena", "E-Mail": "lena@example.com", "Date": "2027-06-12"}


def test_it_may_speak_another_language():
    assert inquiry("Vorname: Lena\nE-Mail-Adresse: lena@example.com\nHochzeitsdatum: 12.6.2027")


def test_what_is_said_first_counts():
    assert inquiry("Name: Lena\nEmail: a@example.com\nName: Ida")["Name"] == "Lena"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hi Ada, is there parking at the venue? Lena",
        "Name: Lena\nWedding date: 2027-06-12",
        "Email: lena@example.com",
        "Name: Lena\nEmail: a@example.com\nE-Mail: b@example.com",
        "From: lena@example.com\nTo: ada@example.com\nSubject: Name",
    ],
)
def test_any_other_letter_is_none(text):
    assert inquiry(text) == {}


@given(st.text(max_size=300) | st.lists(st.sampled_from(FORM.splitlines())).map("\n".join))
def test_what_is_read_stands_in_the_letter(text):
    for label, value in inquiry(text).items():
        assert label in text
        assert 0 < len(value) <= LONGEST
        assert value in text
