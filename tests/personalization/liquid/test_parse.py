"""A template that won't parse is refused in a sentence its author understands."""

import pytest

from personalization.liquid.dialect import parse
from personalization.liquid.errors import BadSource


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n{% if a b %}{% endif %}", "line 2, column 9: Something is left over."),
        ("{% if %}x{% endif %}", "line 1, column 4: This tag needs something after its name."),
        ("{{ }}", "line 1, column 3: A name or a value is missing at the end."),
        ("{{ a | }}", "line 1, column 4: The name of a filter is missing after '|'."),
        ("{{ a[ }}", "line 1, column 4: A name is missing or misspelt."),
        ("{% if (a) %}{% endif %}", "line 1, column 7: Conditions can't be grouped"),
        ("{% if not a %}{% endif %}", "line 1, column 7: There is no 'not'."),
        ("{{ a if b }}", "line 1, column 6: 'if' can't stand inside {{ }}."),
        ("{{ a | default 'x' }}", "line 1, column 16: Something is left over."),
        ("{{ a | append: 'x' 'y' }}", "line 1, column 20: A comma is missing"),
        ("{{ 'a }}", "line 1, column 4: This can't be understood: unexpected"),
        ("{{ a | upcas }}", "line 1, column 8: There is no filter 'upcas'. Did you mean 'upcase'?"),
        ("{{ a | zzzzzz }}", "line 1, column 8: There is no filter 'zzzzzz'."),
    ],
)
def test_a_syntax_error_is_a_sentence_with_its_place(source, message):
    with pytest.raises(BadSource) as caught:
        parse(source)

    assert str(caught.value).startswith(message)
