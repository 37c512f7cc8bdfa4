"""What can't be parsed is refused at once, in a sentence with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liquid.token import TOKEN_CONTENT

from personalization.liquid.dialect import TEXT
from personalization.liquid.errors import BadSource
from personalization.liquid.scan import place, scan

PIECES = st.sampled_from(
    ["{{ a }}", "{% if a %}", "{% endif %}", "{", "}", "%", "{{{ a }}", "text ", "\n", "<b>", "}}"]
)


def literals(source):
    """What stands between the markers."""
    position, found = 0, []
    for marker in scan(source):
        found.append(source[position : marker.start])
        position = marker.end
    return "".join([*found, source[position:]])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_we_see_the_same_literal_text_as_python_liquid_does(source):
    try:
        ours = literals(source)
    except BadSource:
        return

    tokens = TEXT.tokenizer()(source)

    assert ours == "".join(token.value for token in tokens if token.kind == TOKEN_CONTENT)


def scanned(source):
    try:
        return scan(source)
    except BadSource as error:
        return error


@given(st.text(alphabet="{}%- \niforendaslt|:'\"", max_size=80))
def test_any_text_is_scanned_or_refused(source):
    found = scanned(source)

    if isinstance(found, BadSource):
        assert 1 <= found.line <= source.count("\n") + 1
        assert found.message.endswith((".", "?"))
    else:
        assert [source[one.start : one.end] for one in found] == [one.source for one in found]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Hi\n  {{ a", "line 2, column 3: {{ is never closed with }}."),
        ("{% if a", "line 1, column 1: {% is never closed with %}."),
        ("{{ a %}", "line 1, column 1: {{ is never closed with }}."),
        ("{{" + "a" * 600 + "}}", "line 1, column 1: A merge tag is longer than 500 characters."),
        ("{% iff a %}", "line 1, column 1: There is no tag 'iff'. Did you mean 'if'?"),
        ("{% include 'x' %}", "line 1, column 1: There is no tag 'include'."),
        ("{% %}", "line 1, column 1: There is no tag ''."),
        ("{% # x %}", "line 1, column 1: There is no tag '# x'."),
        ("{% if a %}x", "line 1, column 1: 'if' is never closed with 'endif'."),
        ("a {% endif %}", "line 1, column 3: 'endif' closes nothing."),
        ("{% if a %}{% endfor %}", "line 1, column 11: 'endfor' closes a 'if'."),
        ("{% else %}", "line 1, column 1: 'else' stands in the wrong place."),
        ("{% for a in b %}{% elsif c %}", "line 1, column 17: 'elsif' stands in the wrong place."),
        ("{% if a %}{% else %}{% else %}", "line 1, column 21: 'else' comes after 'else'."),
        (
            "{% if a %}{% else b %}{% endif %}",
            "line 1, column 11: 'else' takes nothing after its name. Did you mean 'elsif'?",
        ),
        (
            "{% if a %}{% endif b %}",
            "line 1, column 11: 'endif' takes nothing after its name.",
        ),
        ("{% break %}", "line 1, column 1: 'break' stands outside of a 'for'."),
        (
            "{{ a" + " " * 20 + "}}",
            "line 1, column 1: There are 20 spaces in a row inside a merge tag.",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(source, message):
    with pytest.raises(BadSource) as caught:
        scan(source)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    "source",
    [
        "{% if a %}{% elsif b %}{% else %}{% endif %}",
        "{% unless a %}{% else %}{% endunless %}",
        "{% case a %}{% when 1 %}{% else %}{% endcase %}",
        "{% for a in b %}{% if a %}{% break %}{% endif %}{% continue %}{% endfor %}",
        "{% capture a %}x{% endcapture %}{%- assign b = 1 -%}",
    ],
)
def test_every_tag_we_have_may_be_used(source):
    assert scan(source)[0].start == 0


def test_lines_and_columns_count_from_one():
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)
