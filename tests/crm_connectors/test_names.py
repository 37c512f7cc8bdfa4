"""Names, out of one cell or two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors import people

WORD = st.text("abcdefghijklmnopqrstuvwxyzäéñ", min_size=2, max_size=12).map(str.title)


@given(WORD, WORD)
def test_a_name_is_read_the_same_both_ways_round(given_name, family_name):
    assert people.split_name(f"{family_name}, {given_name}") == (given_name, family_name)
    assert people.split_name(f"{given_name} {family_name}") == (given_name, family_name)


@pytest.mark.parametrize(
    ("text", "couple"),
    [
        ("Lena & Marc", (("Lena", ""), ("Marc", ""))),
        ("Lena Ortiz and Marc Weber", (("Lena", "Ortiz"), ("Marc", "Weber"))),
        ("Lena + Marc Weber", (("Lena", ""), ("Marc", "Weber"))),
        ("Lena und Marc", (("Lena", ""), ("Marc", ""))),
        ("José y María", (("José", ""), ("María", ""))),
        ("Wedding of Lena & Marc", (("Lena", ""), ("Marc", ""))),
        ("Lena & Marc's Wedding 2027", (("Lena", ""), ("Marc", ""))),
        ("Lena", (("Lena", ""), ("", ""))),
    ],
)
def test_two_names_out_of_one_cell(text, couple):
    assert people.split_couple(text) == couple


def test_a_surname_with_y_is_one_person():
    assert people.names_two("José Ortega y Gasset") is False
    assert people.names_two("José & María") is True
