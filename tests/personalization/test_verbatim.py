"""Words written by hand say just what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.compile import compile_draft
from personalization.draft import Draft
from personalization.models import Template, Variant
from personalization.publish import Unpublishable
from personalization.render import render
from personalization.verbatim import UNWRITTEN, literal, verbatim, words_of
from wedsync.vendors.tenancy import tenant

WRITTEN = st.text(min_size=1, max_size=200).filter(lambda text: UNWRITTEN.sub("", text).strip())


def rendered(text):
    block = {"type": "text", "text": literal(text)}
    compiled = compile_draft(Draft("", [block], channel="whatsapp"), purpose="contractual")
    return render(compiled, {}).text


def bare(text):
    """Without what a text message loses: space at the ends, and characters nobody writes."""
    return "".join(UNWRITTEN.sub("", text).split())


@given(WRITTEN)
def test_whatever_is_written_is_said(text):
    assert bare(rendered(text)) == bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear {{ person.first_name }}, {% if wedding.date %}yes{% endif %}",
        "{%raw%}{{ x }}{%endraw%}",
        "a { b } c }} {{",
        "Is 3 < 4 & 5 > 2? <b>Yes</b> &amp;",
        "https://fern.example/?a=1&b={2}",
        "Two lines\nand\n\na paragraph",
    ],
)
def test_nothing_in_it_is_a_tag(text):
    assert rendered(text) == text


def test_each_is_a_version_of_a_template_nobody_sees(vendor):
    with tenant(vendor.pk):
        for text in ("Yes, at four.", "No."):
            verbatim(vendor, text, channel="sms", language="en", subject="")

        numbers = Variant.objects.values_list("version__number", flat=True)
        assert sorted(numbers) == [1, 2]
        assert Template.objects.in_use().filter(vendor=vendor).count() == 0


def test_too_much_for_the_channel_says_so(vendor):
    with tenant(vendor.pk), pytest.raises(Unpublishable, match="characters"):
        verbatim(vendor, "x" * 2000, channel="sms", language="en", subject="")


@given(st.text())
def test_what_was_written_can_be_read_again(text):
    variant = Variant(blocks=[{"type": "text", "text": literal(text)}])

    assert words_of(variant) == UNWRITTEN.sub("", text)
