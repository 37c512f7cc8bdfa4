"""What one person gets: the same inputs give the same bytes, and errors have names."""

import pytest

from personalization.fields import sample
from personalization.liquid.errors import BadHeader, MissingField
from personalization.render import Content, missing, render, shown
from tests.personalization.drafts import LINKED, compiled


def values(**groups):
    return {**sample(), **groups}


def test_content_has_four_parts():
    content = render(compiled(), sample())

    assert isinstance(content, Content)
    assert (content.subject, content.preheader) == ("Hello Lena & Marc", "A question")
    assert content.text.startswith("Hi Lena\n\n--\n")
    assert "<title>Hello Lena &amp; Marc</title>" in content.html


def test_the_open_pixel_is_the_last_thing_on_the_page():
    page = render(compiled(), sample(), pixel="https://t.test/o?a&b").html

    assert page.endswith(
        '<img src="https://t.test/o?a&amp;b" width="1" height="1" alt="" '
        'style="display:block;border:0" /></body></html>'
    )
    assert "t.test" not in render(compiled(), sample()).html


def test_a_field_without_value_and_fallback_stops_the_message():
    mail = compiled(subject="{{ wedding.venue }}")

    with pytest.raises(MissingField) as caught:
        render(mail, values(wedding={}))

    assert caught.value.field == "wedding.venue"


def test_all_missing_fields_are_found_at_once():
    mail = compiled(subject="{{ wedding.venue }}", **LINKED)

    assert missing(mail, sample()) == ()
    assert missing(mail, {}) == (
        "brand.accent",
        "brand.on_accent",
        "links.browser",
        "links.preferences",
        "links.unsubscribe",
        "person.first_name",
        "vendor.name",
        "vendor.phone",
        "vendor.postal_address",
        "wedding.venue",
    )


@pytest.mark.parametrize(
    ("subject", "name", "fault"),
    [
        ("{{ couple.names }}", "a\r\nBcc: all@x.test", r"control character '\n'"),
        ("{{ couple.names }}", "a\u2028b", r"control character '\u2028'"),
        ("{% if couple.names == 'x' %}y{% endif %}", "z", "is empty"),
        ("{{ couple.names }}", "a" * 501, "longer than 500"),
    ],
)
def test_a_subject_that_is_no_header_stops_the_message(subject, name, fault):
    with pytest.raises(BadHeader) as caught:
        render(compiled(subject=subject), values(couple={"names": name}))

    assert fault in caught.value.reason


def test_a_logo_takes_the_place_of_the_name():
    plain = values(brand={"accent": "#000000", "on_accent": "#ffffff"})

    assert 'src="https://lumen.example/logo.png"' in render(compiled(), sample()).html
    assert "lumen.example/logo" not in render(compiled(), plain).html


def test_conditions_say_whether_they_hold():
    blocks = [
        {"type": "divider", "when": "wedding.guests > 50"},
        {"type": "divider", "when": "wedding.city == 'Bern'"},
    ]

    assert shown(compiled(blocks=blocks), sample()) == (True, False)


def test_a_brand_changes_without_publishing_again():
    mail = compiled(**LINKED)

    page = render(mail, values(brand={"accent": "#00ff00", "on_accent": "#1f1a17"})).html

    assert "background:#00ff00" in page
    assert "#8a3b4d" not in page
