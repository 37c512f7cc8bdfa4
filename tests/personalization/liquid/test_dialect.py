"""What a template prints, and what it never prints."""

import pytest

from personalization.fields import sample
from personalization.liquid.dialect import HTML, LINK, TEXT, parse
from personalization.liquid.errors import BadValue, MissingField

DATA = "{{ couple.names }} {% if %} <b>&\"'"


def rendered(source, dialect=TEXT, **values):
    return parse(source, dialect).render({**sample(), **values})


def test_data_is_never_code():
    couple = {"names": DATA}

    assert rendered("{{ couple.names }}", couple=couple) == DATA
    assert rendered("{{ couple.names }}", HTML, couple=couple) == (
        "{{ couple.names }} {% if %} &lt;b&gt;&amp;&#34;&#39;"
    )


def test_what_a_template_itself_prints_is_escaped_too():
    assert rendered("{{ '<b>' }}", HTML) == "&lt;b&gt;"
    assert rendered("{% capture a %}<i>{{ '<b>' }}{% endcapture %}{{ a }}", HTML) == (
        "&lt;i&gt;&amp;lt;b&amp;gt;"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ vendor.website }}", "https://lumen.example"),
        (
            "{{ vendor.website }}/{{ couple.names }}?a=b",
            "https://lumen.example/Lena%20%26%20Marc?a=b",
        ),
        ("https://x.test/?q={{ person.first_name }}", "https://x.test/?q=Lena"),
        ("tel:{{ vendor.phone }}", "tel:+41615550123"),
        ("mailto:{{ vendor.email }}", "mailto:hello@lumen.example"),
        ("{% if wedding.venue %}{{ vendor.website }}{% endif %}", "https://lumen.example"),
    ],
)
def test_a_link_begins_as_it_is_and_goes_on_quoted(source, expected):
    assert rendered(source, LINK) == expected


def test_what_is_missing_is_an_error_and_not_an_empty_greeting():
    with pytest.raises(MissingField) as caught:
        rendered("Hi {{ person.first_name }},", person={})

    assert caught.value.field == "person.first_name"
    assert caught.value.reason == (
        "person.first_name is missing and the template has no fallback for it."
    )


@pytest.mark.parametrize("nothing", [None, ""])
def test_null_and_empty_text_are_missing_and_zero_is_not(nothing):
    source = "{{ wedding.guests | default: 'many' }}"

    assert rendered(source, wedding={"guests": nothing}) == "many"
    assert rendered(source, wedding={"guests": 0}) == "0"


@pytest.mark.parametrize("comparison", ["== nil", "== blank", "== empty"])
def test_what_is_missing_is_nil_blank_and_empty(comparison):
    source = f"{{% if wedding.venue {comparison} %}}no venue{{% else %}}venue{{% endif %}}"

    assert rendered(source, wedding={}) == "no venue"
    assert rendered(source) == "venue"
    assert rendered(source.replace("==", "!="), wedding={}) == "venue"


def test_blank_may_stand_on_the_left():
    assert rendered("{% if blank == wedding.venue %}none{% endif %}", wedding={}) == "none"


def test_absent_fields_can_be_collected_instead():
    absent = set()

    text = parse("{{ a }}{{ wedding.venue }} {{ person.role | upcase }}").render({}, absent=absent)

    assert text == " "
    assert absent == {"wedding.venue", "person.role"}


def test_a_name_that_was_never_assigned_prints_nothing():
    assert rendered("{% if wedding.city == 'x' %}{% assign a = 1 %}{% endif %}[{{ a }}]") == "[]"


def test_every_name_is_free_for_a_template_to_give():
    assert rendered("{% assign partial = 'x' %}{{ partial }}") == "x"


def test_dates_are_written_out_unless_the_template_says_how():
    assert rendered("{{ wedding.date }}") == "Jun 12, 2027"
    assert rendered("{{ wedding.date }}", locale="de") == "12.06.2027"
    assert rendered("{{ wedding.date | date: '%Y' }}") == "2027"
    assert rendered("{{ wedding.date | default: 'soon' }}", wedding={}) == "soon"


def test_loops_know_where_they_are():
    source = "{% for l in vendor.signature_lines %}{{ forloop.index }}{{ l }};{% endfor %}"

    assert rendered(source) == "1Warmly,;2Nora Lumen;"
    assert rendered("{% for i in (1..3) %}{{ i }}{% break %}{% endfor %}") == "1"
    assert rendered("{% for i in ('a'..2) %}{{ i }}{% endfor %}") == "012"
    assert rendered("{% for i in wedding.venue_list %}x{% else %}none{% endfor %}") == "none"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ true }} {{ 1.5 }} {{ nil }}.", "true 1.5 ."),
        ("{% case wedding.stage %}{% when 'planning' %}p{% else %}e{% endcase %}", "p"),
        ("{% case wedding.stage %}{% when 'x' %}p{% else %}e{% endcase %}", "e"),
        ("{% case wedding.stage %}{% when 'x' %}p{% endcase %}", ""),
    ],
)
def test_plain_values_and_cases(source, expected):
    assert rendered(source) == expected


def test_a_text_that_is_none_is_an_error_of_the_value():
    with pytest.raises(BadValue, match="can't be used the way"):
        rendered("{{ couple.names }}", couple={"names": "\ud800"})


@pytest.mark.parametrize("group", ["wedding", "vendor.signature_lines", "(1..3)", "forloop"])
def test_a_group_or_a_list_is_not_printed(group):
    source = f"{{% for i in (1..2) %}}{{{{ {group} }}}}{{% endfor %}}"

    with pytest.raises(BadValue, match="can't be printed"):
        rendered(source)
