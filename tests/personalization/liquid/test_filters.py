"""Filters do what marketers know, pay for it, and leave alone what is missing."""

import pytest
from liquid import Environment

from personalization.liquid.dialect import HTML, parse
from personalization.liquid.errors import BadValue, TooMuch
from personalization.liquid.filters import NAMES

VALUES = {"couple": {"names": "Lena & Marc"}, "wedding": {"guests": 120, "date": "2027-06-12"}}


def made(expression, **more):
    return parse(f"{{{{ {expression} }}}}").render({**VALUES, **more})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("couple.names | upcase", "LENA & MARC"),
        ("couple.names | split: ' & ' | join: ' and '", "Lena and Marc"),
        ("couple.names | split: '' | size", "11"),
        ("couple.names | split: ' & ' | first", "Lena"),
        ("couple.names | replace: '&', '+'", "Lena + Marc"),
        ("couple.names | replace: 'a'", "Len & Mrc"),
        ("couple.names | truncate: 7", "Lena..."),
        ("couple.names | truncatewords: 1, '!'", "Lena!"),
        ("couple.names | slice: 0, 4 | append: '!'", "Lena!"),
        ("wedding.guests | divided_by: 8 | plus: 1", "16"),
        ("wedding.guests | times: 1.05 | round", "126"),
        ("3.14159 | round: 2", "3.14"),
        ("wedding.date | date: '%B'", "June"),
        ("wedding.date | date", "Jun 12, 2027"),
        ("wedding.guests | default: 'no'", "120"),
        ("person.first_name | upcase | default: 'there'", "there"),
        ("'Hi ' | append: person.first_name | default: 'Hello'", "Hello"),
        ("'b,a,b' | split: ',' | sort | uniq | join", "a b"),
        ("true | append: '!'", "true!"),
    ],
)
def test_filters_work_as_in_liquid(expression, expected):
    assert made(expression, person={}).lower() == expected.lower()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_missing_stays_missing_until_a_default(name):
    assert made(f"person.first_name | {name}: 'x' | default: 'there'") in ("there", "x")


@pytest.mark.parametrize("name", sorted(set(Environment().filters) - set(NAMES)))
def test_every_other_filter_of_python_liquid_is_left_out(name):
    assert name not in HTML.filters


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("wedding | upcase", "'upcase' can't work on a group of fields."),
        ("(1..3) | upcase", "'upcase' works on a text, not on a list. Use 'join' first."),
        ("5 | round: -9", "'round' takes a number of decimals from 0 to 15."),
        ("5 | round: '2'", "'round' takes a number of decimals from 0 to 15."),
        ("1 | divided_by: 0", "A value doesn't fit the template: divided_by: can't divide by 0."),
        ("'now' | date: '%Y'", "'now' is not a date."),
    ],
)
def test_a_value_that_does_not_fit_is_named(expression, reason):
    with pytest.raises(BadValue) as caught:
        made(expression)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "expression",
    [
        "long | append: long",
        "long | prepend: long",
        "long | replace: 'a', 'aa'",
        "long | replace_first: 'a', long",
        "long | replace_last: 'a', long",
        "long | truncate: 9, long",
        "long | split: ''",
        "long | split: 'a'",
        "commas | split: ',' | join: long",
        "commas | split: ',' | concat: things",
        "longer | upcase",
        "10000000000000000 | plus: 1",
        "'inf' | plus: 1",
        "'nan' | times: 1",
        "1.5 | times: 1000000000000000000",
    ],
)
def test_no_filter_makes_more_than_a_message_can_hold(expression):
    values = {
        "long": "a" * 9000,
        "longer": "a" * 10_001,
        "commas": "," * 290,
        "things": ["x"] * 290,
    }

    with pytest.raises(TooMuch):
        made(expression, **values)
