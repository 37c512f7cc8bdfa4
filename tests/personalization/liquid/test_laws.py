"""Laws of the merge language, for templates and contexts nobody would write."""

from html import unescape

from hypothesis import given

from personalization.fields import FIELDS
from personalization.liquid.dialect import HTML, LINK, TEXT, parse
from personalization.liquid.errors import MissingField, Unrenderable
from personalization.liquid.reads import reads
from tests.personalization.strategies import TEMPLATES, contexts


def outcome(template, values):
    try:
        return template.render(values)
    except Unrenderable as error:
        return type(error)


def missed(template, values):
    """The field at which rendering stops, if it stops at one."""
    try:
        template.render(values)
    except MissingField as error:
        return {error.field}
    except Unrenderable:
        return set()
    return set()


@given(TEMPLATES, contexts())
def test_rendering_ends_in_text_or_in_an_error_we_declare(source, values):
    for dialect in (TEXT, HTML, LINK):
        template = parse(source, dialect)

        assert outcome(template, values) == outcome(template, values)


@given(TEMPLATES, contexts())
def test_a_field_that_is_said_to_have_a_fallback_is_never_missed(source, values):
    template = parse(source)
    risky = {read.path for read in reads(template) if not read.safe}

    assert missed(template, values) & FIELDS.keys() <= risky


@given(TEMPLATES, contexts())
def test_collecting_finds_what_rendering_stops_at(source, values):
    template = parse(source)
    absent = set()
    try:
        template.render(values, absent=absent)
    except Unrenderable:
        return

    assert (outcome(template, values) is MissingField) == bool(absent)


@given(contexts())
def test_html_shows_exactly_the_data_and_nothing_of_it_is_markup(values):
    source = "{{ couple.names | default: '-' }}"
    plain, html = (parse(source, dialect).render(values) for dialect in (TEXT, HTML))

    assert "<" not in html
    assert unescape(html) == plain
