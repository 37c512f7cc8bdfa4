"""The declared fields explain themselves."""

import pytest

from personalization.fields import FIELDS, Kind, nearest, sample
from personalization.liquid.dialect import parse
from personalization.liquid.reads import reads


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_every_field_shows_how_it_is_used(field):
    template = parse(field.example)

    if field.kind is not Kind.LINES:
        assert template.render(sample())
    assert [read.path for read in reads(template)] == [field.path]


@pytest.mark.parametrize(
    ("mistaken", "meant"),
    [
        ("person.firstname", "person.first_name"),
        ("wedding.venu", "wedding.venue"),
        ("customer.first_name", "person.first_name"),
        ("days_to_go", "wedding.days_to_go"),
        ("budget", None),
        ("x", None),
    ],
)
def test_a_slip_of_the_pen_finds_the_field_that_was_meant(mistaken, meant):
    assert nearest(mistaken) == meant


def test_the_sample_has_a_value_for_every_field():
    values = sample("de")

    assert values["locale"] == "de"
    for path in FIELDS:
        root, name = path.split(".")
        assert values[root][name]


def test_money_is_never_printed():
    assert not [path for path in FIELDS if "budget" in path or "currency" in path]
