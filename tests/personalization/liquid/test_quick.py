"""What closures render is what the interpreter renders, byte for byte and error for error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from personalization.fields import sample
from personalization.liquid import limits
from personalization.liquid.dialect import HTML, LINK, TEXT, parse
from personalization.liquid.errors import BadLink, MissingField, TooMuch, Unrenderable
from personalization.liquid.quick import Quick
from personalization.liquid.scope import Lazy
from tests.personalization.liquid.test_hostile import STOPPED, VALUES
from tests.personalization.strategies import TEMPLATES, contexts

DIALECTS = pytest.mark.parametrize("dialect", [TEXT, HTML, LINK], ids=["text", "html", "link"])
NAMES = "{% for i in (1..300) %}{{ couple.names }}{% endfor %}"


def outcome(template, values):
    """The text, or the kind and the sentence of its error."""
    try:
        return template.render(values)
    except Unrenderable as error:
        return type(error), error.reason


def both(source, values, dialect=TEXT):
    """Twice by closures: what they have kept from the first time must not show."""
    template = parse(source, dialect)
    quick = Quick.of(template)
    first = outcome(quick, values)
    assert outcome(quick, values) == first
    return first, outcome(template, values)


def known(source, dialect=TEXT):
    """Whether closures render it, or leave all of it to the interpreter."""
    return Quick.of(parse(source, dialect)).write is not None


def linked(values):
    """As a message's values are: the second link is a bad one."""

    def link(index):
        if index == 1:
            raise BadLink("The link leads nowhere.")
        return f"https://x.test/{index}?a=1&b=2" if index else ""

    return {**values, "link": Lazy(3, link), "pixel": ""}


@DIALECTS
@given(TEMPLATES, contexts())
@example("{{ link[1] }}", {})
@example("{% for i in vendor.signature_lines %}{{ i }}{% endfor %}" * 2, sample())
@example("{{ link[0] }}{{ link[2] }}{{ link.size }}", {})
@example("{{ link[3] | default: 'none' }}{{ wedding.city | default: 'town' }}", {})
@example("{{ 'a' | default: link[1] }}", {})
@example("{% for line in vendor.signature_lines %}{{ line }}{% endfor %}", sample())
@example("{% for i in 'a' %}{% break %}{% endfor %}", {})
@example("{% for i in vendor.signature_lines offset: continue %}{{ i }}{% endfor %}", sample())
@example("{% for i in vendor.signature_lines limit: 1 %}{{ i }}{% endfor %}", sample())
@example("{{ couple.names | default }}{{ wedding.guests | default: (1..2) }}", sample())
@example("{{ wedding.guests | default: 'many' }}{{ wedding.city | default: '-' }}", sample())
@example("{{ wedding.guests | default: 'many' }}{{ wedding.city | default: '-' }}", {"wedding": {}})
@example(
    "https://x.test/{{ wedding.city | default: wedding.venue }}?q={{ wedding.city }}", sample()
)
@example("{% if wedding.date == blank %}{% capture a %} {% endcapture %}{% endif %}[{{ a }}]", {})
def test_closures_say_what_the_interpreter_says(dialect, source, values):
    mine, its = both(source, linked(values), dialect)

    assert mine == its


@pytest.mark.parametrize("source", STOPPED.values(), ids=STOPPED)
def test_closures_stop_where_the_interpreter_stops(source):
    mine, its = both(source, VALUES)

    assert mine == its
    assert mine[0] is TooMuch


@given(st.integers(limits.OUTPUT - 60_000, limits.OUTPUT + 10), st.sampled_from(["a", "é", "\n"]))
def test_a_text_is_too_long_at_the_same_byte(size, character):
    names = character * (size // len(character.encode()))
    source = "{% capture a %}{{ couple.city }}{% endcapture %}{{ couple.names }}{{ a }}"

    mine, its = both(source, {"couple": {"names": names, "city": "é" * 9000}})

    assert mine == its


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "\ud800", "é\r", "👩‍❤️‍👨"])
@pytest.mark.parametrize(
    "source",
    [
        "{{ couple.names }}",
        "{% capture a %}{{ couple.names }}{% endcapture %}{{ a | size }}",
        "{% if true %} {% capture a %}{{ couple.names }}{% endcapture %}{% endif %}",
    ],
)
def test_line_ends_and_half_characters_are_treated_alike(source, text):
    mine, its = both(source, {"couple": {"names": text}})

    assert mine == its


def test_rounds_of_a_loop_never_pile_up_in_memory():
    mine, its = both(NAMES, {"couple": {"names": "a" * 2000}})

    assert mine == its
    assert mine[0] is TooMuch


@pytest.mark.parametrize(
    ("source", "dialect"),
    [
        ("{% for i in (1..3) %}{% break %}{% endfor %}", TEXT),
        ("{% for i in (1..3) %}{% continue %}{% endfor %}", TEXT),
        ("{% if wedding.venue %}{{ vendor.website }}{% endif %}", LINK),
        ("a\ud800", TEXT),
    ],
)
def test_what_closures_do_not_know_the_interpreter_renders(source, dialect):
    mine, its = both(source, sample(), dialect)

    assert not known(source, dialect)
    assert mine == its


@pytest.mark.parametrize(
    "source",
    [
        "Hello",
        "{{ person.first_name | default: 'there' }}",
        "{{ wedding.date | date: '%B' | upcase | default: couple.names, allow_false: true }}",
        "{% assign a = 3 | plus: 1 %}{% capture b %}{{ a }}{% endcapture %}{{ b }}{{ partial }}",
        "{% if wedding.guests > 20 and wedding.venue != blank %}a{% elsif 1 %}b{% endif %}",
        "{% unless wedding.style contains 'a' or wedding.city == 'Como' %}a{% endunless %}",
        "{% case wedding.stage %}{% when 'a', 'planning' %}b{% else %}c{% endcase %}",
        "{% for l in vendor.signature_lines reversed %}{{ forloop.index }}{{ l }}{% endfor %}",
    ],
)
def test_what_mails_are_made_of_is_known(source):
    mine, its = both(source, sample(), HTML)

    assert known(source, HTML)
    assert mine == its
    assert isinstance(mine, str)


def test_absent_fields_can_be_collected():
    absent = set()

    text = Quick.of(parse("{{ wedding.venue }}!")).render({}, absent=absent)

    assert (text, absent) == ("!", {"wedding.venue"})


def test_a_link_is_made_once_even_when_the_message_fails():
    made = []
    values = {"link": Lazy(2, lambda index: made.append(index) or f"https://x.test/{index}")}

    with pytest.raises(MissingField):
        Quick.of(parse("{{ link[0] }}{{ link[1] }}{{ couple.names }}")).render(values)

    assert made == [0, 1]
