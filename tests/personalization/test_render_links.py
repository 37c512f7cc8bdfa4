"""Links are printed as the sender says, and lead where the person was sent."""

import pytest

from personalization.fields import sample
from personalization.liquid.errors import BadLink
from personalization.render import destination, render
from tests.personalization.drafts import LINKED, compiled


def test_links_are_printed_as_the_sender_says_in_both_parts():
    asked = []

    def track(index, address):
        asked.append((index, address))
        return f"https://t.test/{index}?a&b"

    content = render(compiled(**LINKED), sample(), link=track)

    assert asked == [(0, "https://x.test/Lena"), (3, "https://lumen.example")]
    assert 'href="https://t.test/0?a&amp;b"' in content.html
    assert "a (https://t.test/0?a&b)" in content.text
    assert "Call: tel:+41615550123" in content.text
    assert "Stop: https://lumen.example/u" in content.text


def test_links_stay_as_they_are_without_a_sender():
    assert "a (https://x.test/Lena)" in render(compiled(**LINKED), sample()).text


def test_a_link_that_is_not_shown_needs_no_value():
    vendor = {"name": "A", "phone": "1", "postal_address": "B"}

    text = render(compiled(**LINKED), {**sample(), "vendor": vendor}).text

    assert "Site" not in text


def test_a_link_leads_where_the_person_was_sent():
    mail = compiled(**LINKED)

    assert destination(mail, 0, sample()) == "https://x.test/Lena"
    assert destination(mail, 3, sample()) == "https://lumen.example"


@pytest.mark.parametrize("index", [-1, 4, 1])
def test_a_number_that_is_no_web_link_leads_nowhere(index):
    with pytest.raises(BadLink):
        destination(compiled(**LINKED), index, sample())


def test_data_can_not_make_a_link_lead_elsewhere():
    evil = {**sample(), "vendor": {**sample()["vendor"], "website": "javascript:alert(1)"}}

    with pytest.raises(BadLink):
        destination(compiled(**LINKED), 3, evil)
    with pytest.raises(BadLink):
        render(compiled(**LINKED), evil)
