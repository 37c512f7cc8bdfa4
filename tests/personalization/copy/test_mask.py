"""What a model must not change is taken out, and comes back byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.copy.mask import mask, tokens, unmask
from personalization.liquid.errors import BadSource

TEXTS = st.text(st.characters(exclude_characters="{}%"), max_size=40)
PIECES = st.lists(
    st.one_of(
        TEXTS,
        st.sampled_from(
            [
                "{{ wedding.date }}",
                "{{ person.first_name | default: 'you' }}",
                "{{- vendor.name -}}",
                "{% if wedding.venue %}at {{ wedding.venue }}{% endif %}",
                "{% assign x = 1 %}",
                "<a href='https://x.test'>our <b>site</b></a>",
                "https://x.test/a",
                "+41 61 555 01 23",
                "CHF 200",
                "me@x.test",
            ]
        ),
    ),
    max_size=8,
)


@given(PIECES)
def test_unmasked_it_is_what_it_was(pieces):
    source = "".join(pieces)
    masked = mask(source)

    assert unmask(masked.text, masked.kept) == source
    assert set(tokens(masked.text)) == set(masked.kept)


@given(PIECES)
def test_no_link_and_no_logic_is_left_to_see(pieces):
    text = mask("".join(pieces)).text

    assert "{%" not in text
    assert "https://x.test" not in text
    assert "me@x.test" not in text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Hi {{ person.first_name | default: 'you' }}!", "Hi {{ person.first_name }}!"),
        ("{{ wedding.date }} {{ wedding.date }}", "{{ wedding.date }} {{ wedding.date }}"),
        ("{{ wedding.date }}{{ wedding.date | date }}", "{{ wedding.date }}{{ wedding.date_2 }}"),
        ("{% if x %}{% if y %}a{% endif %}{% endif %}b", "{{ fixed_1 }}b"),
        ("{{ x | upcase }} {{ y }}", "{{ fixed_1 }} {{ fixed_2 }}"),
        ("<a href='{{ vendor.website }}'>this</a>, or x.test", "{{ fixed_1 }}, or {{ fixed_2 }}"),
        ("It costs $20 or 20 euros", "It costs {{ fixed_1 }} or {{ fixed_2 }}"),
        ("Call {{ vendor.phone }}", "Call {{ vendor.phone }}"),
    ],
)  # fmt: skip
def test_a_tag_is_shown_by_its_name_and_everything_else_by_a_number(source, text):
    assert mask(source).text == text


def test_a_source_that_does_not_scan_is_refused():
    with pytest.raises(BadSource):
        mask("{{ never closed")


def test_a_token_that_stands_for_nothing_stays():
    assert unmask("{{ fixed_1 }}", {}) == "{{ fixed_1 }}"
