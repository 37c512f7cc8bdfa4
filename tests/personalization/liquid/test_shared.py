"""What reads the same for everybody is kept for one vendor, and never shown to another's."""

import pytest
from hypothesis import given

from personalization.fields import sample
from personalization.liquid.dialect import HTML, parse
from personalization.liquid.errors import TooMuch
from personalization.liquid.quick import Quick
from personalization.liquid.shared import Shared, is_shared
from tests.personalization.liquid.test_quick import outcome
from tests.personalization.strategies import TEMPLATES, contexts

LETTERHEAD = (
    "{% if brand.logo %}{{ brand.logo }}{% elsif vendor.city %}{{ vendor.city }}{% else %}-"
    "{% endif %}{% unless vendor.phone == blank %}{{ vendor.phone | default: 'none' }}"
    "{% endunless %}{% for line in vendor.signature_lines %}{{ line }}<br />{% else %}"
    "{{ vendor.name }}{% endfor %}"
)


def node(source):
    return parse(source).bound.nodes[0]


@given(TEMPLATES, contexts(), contexts(), contexts())
def test_whoever_was_written_to_before_makes_no_difference(source, first, second, third):
    template = parse(source + LETTERHEAD, HTML)
    quick = Quick.of(template)

    for values in (first, second, first, third, third):
        assert outcome(quick, values) == outcome(template, values)


@pytest.mark.parametrize(
    "source",
    [
        "{{ vendor.name }}",
        "{{ brand.accent | default: vendor.name | default: '#000000' }}",
        "{{ vendor[brand.accent] }}",
        LETTERHEAD,
        "{% for line in vendor.signature_lines reversed %}{{ line }}{% endfor %}",
    ],
)
def test_what_only_reads_vendor_and_brand_is_shared(source):
    assert all(map(is_shared, parse(source).bound.nodes))


@pytest.mark.parametrize(
    "source",
    [
        "{{ couple.names }}",
        "{{ vendor.name | upcase }}",
        "{{ vendor.name | default: couple.names }}",
        "{{ vendor[person.role] }}",
        "{{ [brand.accent] }}",
        "{{ link[0] }}",
        "{% if wedding.guests > 20 %}{{ vendor.name }}{% endif %}",
        "{% if vendor.name %}{{ couple.names }}{% endif %}",
        "{% if vendor.city %}{% elsif wedding.venue %}{% endif %}",
        "{% if vendor.city %}{% elsif vendor.name %}{{ couple.names }}{% endif %}",
        "{% for wedding in vendor.signature_lines %}{{ wedding.venue }}{% endfor %}",
        "{% for line in vendor.signature_lines %}{% else %}{{ line }}{% endfor %}",
        "{% for line in vendor.signature_lines %}{{ forloop.parentloop.index }}{% endfor %}",
        "{% for line in vendor.signature_lines limit: 2 %}{{ line }}{% endfor %}",
        "{% for i in (1..wedding.guests) %}{{ vendor.name }}{% endfor %}",
        "{% assign a = vendor.name %}",
    ],
)
def test_what_reads_or_does_more_is_not(source):
    assert not is_shared(node(source))


def test_it_is_kept_while_vendor_and_brand_stay_the_same():
    shared = Shared()
    values = {"vendor": {"name": "A", "signature_lines": ["B"]}, "brand": {}}

    known = shared.known(values)

    assert shared.known({**values, "couple": {"names": "C"}}) is known
    values["vendor"]["signature_lines"].append("D")
    assert shared.known(values) is not known


@pytest.mark.parametrize("odd", [{"vendor": {"name": 1}}, {"vendor": None}, {"line": "a"}])
def test_odd_values_are_never_kept(odd):
    shared = Shared()
    values = {"vendor": {"name": "A"}, "brand": {}, **odd}

    assert shared.known(values) is not shared.known(values)


def test_true_is_not_taken_for_one():
    quick = Quick.of(parse("{{ vendor.name }}"))

    said = [quick.render({"vendor": {"name": name}, "brand": {}}) for name in (1, True, 1.0)]

    assert said == ["1", "true", "1.0"]


def test_work_that_is_spared_still_counts():
    loop = "{% for line in vendor.signature_lines %}" + "x" * 300 + "{% endfor %}"
    template = parse(loop * 3)
    quick = Quick.of(template)
    values = {"vendor": {"signature_lines": ["a"] * 99}, "brand": {}}

    assert outcome(quick, values) == outcome(template, values)
    assert outcome(quick, values) == outcome(template, values)
    assert outcome(Quick.of(parse(loop * 4)), values)[0] is TooMuch


def test_a_mail_of_one_vendor_says_nothing_of_another():
    quick = Quick.of(parse(LETTERHEAD, HTML))
    other = {**sample(), "vendor": {"name": "Other"}, "brand": {}}

    mine, its = quick.render(sample()), quick.render(other)

    assert (mine.count("Lumen"), its) == (1, "-Other")
    assert quick.render(sample()) == mine
