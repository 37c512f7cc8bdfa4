"""Which fields are read, and which of them may be missing when they are printed."""

import pytest

from personalization.liquid.dialect import parse
from personalization.liquid.reads import reads


def fields(source):
    """`a!` is printed without a fallback."""
    found = reads(parse(source))
    return " ".join(r.path + ("" if r.safe else "!") for r in found if not r.given)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ a.b }}", "a.b!"),
        ("{{ a | upcase }}", "a!"),
        ("{{ a | default: 'x' }}", "a"),
        ("{{ a | upcase | default: b }}", "a b!"),
        ("{{ a | default: b | default: 'x' }}", "a b"),
        ("{{ a | append: b | default: 'x' }}", "a b"),
        ("{{ 'x' | append: b }}", "b!"),
        ("{% assign x = a %}{{ x }}", "a!"),
        ("{% assign x = a | default: 1 %}{{ x }}", "a"),
        ("{% capture x %}{{ a }}{% endcapture %}{{ x }}", "a!"),
        ("{% if a %}{% assign x = 1 %}{% endif %}{{ x }}", "a"),
        (
            "{% for i in a %}{{ i }}{{ forloop.index }}{{ b }}{% else %}{{ c }}{% endfor %}",
            "a b! c!",
        ),
        ("{{ a[b] }}", "[a][b]! b!"),
        ("{{ [a] }}", "[a]! a!"),
    ],
)
def test_what_is_printed_needs_a_fallback(source, expected):
    assert fields(source) == expected


@pytest.mark.parametrize(
    ("condition", "inside", "otherwise"),
    [
        ("a", "a", "a!"),
        ("a == 'x'", "a", "a!"),
        ("'x' == a", "a", "a!"),
        ("a != 'x'", "a!", "a"),
        ("a == nil", "a!", "a"),
        ("a != blank", "a", "a!"),
        ("empty != a", "a", "a!"),
        ("a == b", "a!", "a!"),
        ("a > 3", "a", "a!"),
        ("a contains 'x'", "a", "a!"),
        ("a and b", "a", "a!"),
        ("a or b", "a!", "a!"),
        ("a == nil or b", "a!", "a"),
        ("a == nil and b", "a!", "a!"),
        ("b", "a!", "a!"),
        ("true", "a!", "a!"),
    ],
)
def test_a_condition_makes_sure_of_what_it_proves(condition, inside, otherwise):
    source = f"{{% if {condition} %}}{{{{ a }}}}{{% else %}}{{{{ a }}}}{{% endif %}}"
    found = [r for r in reads(parse(source)) if r.column > len(condition) + 7 and r.path == "a"]

    assert [r.safe for r in found] == [inside == "a", otherwise == "a"]


def test_unless_proves_the_opposite():
    assert fields("{% unless a %}{{ a }}{% else %}{{ a }}{% endunless %}") == "a a! a"


def test_a_branch_knows_that_those_before_it_did_not_hold():
    source = "{% if a == nil %}x{% elsif b %}{{ a }}{{ b }}{% else %}{{ a }}{{ b }}{% endif %}"

    assert fields(source) == "a b a b a b!"


def test_a_case_proves_its_value_where_it_is_compared_with_literals():
    source = "{% case a %}{% when 'x' %}{{ a }}{% when b %}{{ a }}{% else %}{{ a }}{% endcase %}"

    assert fields(source) == "a a b a! a!"


def test_a_surrounding_condition_can_be_told():
    (found,) = reads(parse("{{ a }}"), present=frozenset({"a"}))

    assert found.safe


def test_each_read_has_its_place_and_names_are_marked():
    read, given = reads(parse("x\n{% assign y = wedding.city %}"))

    assert (given.path, given.line, given.given) == ("y", 2, True)
    assert (read.path, read.line, read.column, read.given) == ("wedding.city", 2, 15, False)
