"""The HTML of a text block is cleaned; its merge tags and its meaning survive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.inline import LINK_STYLE, Misplaced, literal_html, paragraphs
from personalization.links import Links
from personalization.liquid.dialect import HTML, TEXT, parse
from personalization.liquid.errors import BadSource
from personalization.verify import verify

PIECES = st.sampled_from(
    ["<b>", "</b>", "<script>", "</script>", '<a href="https://x.test/?a=1&amp;b=2">', "</a>",
     "<a href='javascript:alert(1)'>", "<img src=x onerror=alert(1)>", "<!--", "-->",
     "<svg/onload=x>",
     "{{ couple.names }}", "{% if wedding.venue %}", "{% endif %}", "&#123;&#123; x }}", "&#xE000;",
     "\n\n", "\n", "<br>", "&lt;b&gt;", "text", "&", "<", '"', "{", "</p>", "<style>*{}</style>"]
)  # fmt: skip


def written(source):
    (one,) = paragraphs(source, Links())
    return one.html, one.text


@pytest.mark.parametrize(
    ("source", "html", "text"),
    [
        ("a <b>b</b> & c", "a <b>b</b> &amp; c", "a b & c"),
        ("a<br>b\nc", "a<br />b<br />c", "a\nb\nc"),
        ("<script>x</script>a<u>b</u>", "ab", "ab"),
        ("{% if a < 3 %}x{% endif %}", "{% if a < 3 %}x{% endif %}", "{% if a < 3 %}x{% endif %}"),
        ("&#123;&#123; a }}", "&#123;&#123; a }}", '{{ "{" }}{{ "{" }} a }}'),
        ("<a href='javascript:x'>no</a>", "no", "no"),
        ("é&nbsp;\u00a0x", "é\u00a0\u00a0x", "é\u00a0\u00a0x"),
    ],
)
def test_what_is_kept_and_what_is_cleaned(source, html, text):
    assert written(source) == (html, text)


def test_a_link_gets_a_number_and_its_address_stands_in_the_text():
    links = Links()

    (one,) = paragraphs('See <a href="https://x.test/?a=1&amp;b={{ a }}">us</a>.', links)

    assert one.html == f'See <a href="{{{{ link[0] }}}}" style="{LINK_STYLE}">us</a>.'
    assert one.text == "See us ({{ link[0] }})."
    assert links.found == [{"index": 0, "source": "https://x.test/?a=1&b={{ a }}", "tracked": True}]


def test_an_address_that_is_its_own_label_stands_in_the_text_once():
    links = Links()

    (one,) = paragraphs('<a href="https://x.test">https://x.test</a>', links)

    assert one.text == "{{ link[0] }}"


def test_an_empty_line_divides_paragraphs_and_ends_what_is_open():
    first, second = paragraphs("<b>one\n \n two</b>", Links())

    assert (first.html, second.html) == ("<b>one</b>", "two")


@pytest.mark.parametrize(
    "source", ["<b {{ a }}>x</b>", "<a {% if a %}href='x'{% endif %}>x</a>", "&#xE000;{{ a }}"]
)
def test_a_tag_that_cleaning_would_lose_is_refused(source):
    with pytest.raises(Misplaced, match="inside an HTML tag"):
        paragraphs(source, Links())


def test_a_source_without_html_of_its_own_is_escaped_around_its_tags():
    source = "Tom & <b>{{ a | default: '<' }}</b> {"

    assert literal_html(source) == "Tom &amp; &lt;b&gt;{{ a | default: '<' }}&lt;/b&gt; &#123;"


@given(st.lists(PIECES, max_size=10).map("".join))
def test_whatever_is_written_becomes_html_that_passes_the_last_look(source):
    try:
        parse(source)
        both = paragraphs(source, Links())
    except (BadSource, Misplaced):
        return

    html, text = ("\n".join(getattr(one, part) for one in both) for part in ("html", "text"))

    verify(html)
    parse(html, HTML)
    parse(text, TEXT)
