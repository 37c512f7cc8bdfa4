"""What a text message, a notification or a note says to one person."""
# ruff: noqa: RUF001 -- curly quotes are what one of these is about

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.compile import compile_draft
from personalization.draft import CHANNELS
from personalization.fields import sample
from personalization.fit import ROOM
from personalization.liquid.errors import (
    BadLink,
    BadValue,
    MissingField,
    NothingLeft,
    TooLong,
    Unrenderable,
)
from personalization.problems import Invalid
from personalization.render import destination, missing, render
from tests.personalization.drafts import DRAFT, HELLO, SITE
from tests.personalization.strategies import TEMPLATES, contexts

SID = f"HX{1:032x}"
BUTTON = {"type": "button", "label": "Plan", "url": "https://x.test/{{ person.first_name }}"}
NAMES = {"type": "text", "text": "{{ couple.names }}"}
WORDS = st.sampled_from([one for one in CHANNELS if one != "email"])


def made(channel, **changes):
    return compile_draft(
        replace(DRAFT, channel=channel, preheader="", **changes), purpose="helpful"
    )


def tracked(index, address):
    return f"https://t.test/{index}"


def values(**groups):
    return {**sample(), **groups}


def test_an_sms_is_its_text_and_nothing_around_it():
    blocks = [{"type": "heading", "text": "Soon!"}, HELLO, BUTTON, {"type": "signature"}]

    content = render(made("sms", subject="", blocks=blocks), sample(), link=tracked)

    assert content.text == "Soon!\n\nHi Lena\n\nPlan: https://t.test/0\n\nWarmly,\nNora Lumen"
    assert (content.subject, content.preheader, content.html, content.link) == ("", "", "", "")


def test_an_sms_is_written_in_its_own_alphabet_and_whatsapp_as_it_stands():
    blocks = [{"type": "text", "text": "“We’re ready…”"}]

    assert render(made("sms", blocks=blocks), sample()).text == '"We\'re ready..."'
    assert render(made("whatsapp", blocks=blocks), sample()).text == "“We’re ready…”"


def test_an_sms_keeps_its_typography_where_its_author_wants_it():
    blocks = [{"type": "text", "text": "“We’re ready…”"}]

    kept = made("sms", blocks=blocks, typographic=True)

    assert render(kept, sample()).text == "“We’re ready…”"
    assert kept["digest"] != made("sms", blocks=blocks)["digest"]


@pytest.mark.parametrize("channel", ["push", "in_app"])
def test_a_tap_leads_where_the_only_link_leads(channel):
    button = made(channel, blocks=[HELLO, BUTTON])
    anchor = made(channel, blocks=[{"type": "text", "text": "See <a href='https://x.test'>it</a>"}])

    content = render(button, sample(), link=tracked)

    assert (content.subject, content.text) == ("Hello Lena & Marc", "Hi Lena")
    assert content.link == "https://t.test/0"
    assert destination(button, 0, sample()) == "https://x.test/Lena"
    assert render(anchor, sample()).text == "See it"
    assert render(anchor, sample()).link == "https://x.test"
    assert render(made(channel, blocks=[HELLO]), sample()).link == ""


def test_a_tap_that_leads_nowhere_stops_the_notification():
    blocks = [HELLO, SITE | {"when": ""}]
    evil = values(vendor={"website": "javascript:alert(1)"})

    with pytest.raises(BadLink):
        render(made("push", blocks=blocks), evil)
    with pytest.raises(MissingField):
        render(made("push", blocks=blocks), values(vendor={}))
    assert missing(made("push", blocks=blocks), values(vendor={})) == ("vendor.website",)


def test_an_approved_template_has_its_variables_in_order():
    mail = made(
        "whatsapp",
        content_sid=SID,
        variables=["{{ person.first_name | default: 'there' }}", "{{ wedding.venue }}"],
    )

    content = render(mail, values(wedding={"venue": "Villa \n  Aurora"}))

    assert (content.content_sid, content.variables) == (SID, ("Lena", "Villa Aurora"))
    assert {"wedding.venue", "person.first_name"} <= set(mail["fields"])
    assert missing(mail, values(wedding={})) == ("wedding.venue",)


def test_an_approved_template_may_say_all_there_is_to_say():
    hidden = [NAMES | {"when": "wedding.venue == 'x'"}]

    content = render(made("whatsapp", blocks=hidden, content_sid=SID), sample())

    assert (content.text, content.content_sid) == ("", SID)


def test_a_variable_without_a_value_stops_the_message():
    empty = "{% if wedding.venue == 'x' %}y{% endif %}"

    with pytest.raises(BadValue, match="Variable 2 of the template is empty"):
        render(made("whatsapp", content_sid=SID, variables=["a", empty]), sample())


def test_a_message_of_which_nothing_is_left_is_not_sent():
    blocks = [HELLO | {"when": "wedding.venue == 'x'"}]

    with pytest.raises(NothingLeft):
        render(made("sms", blocks=blocks), sample())


def test_what_one_persons_data_make_too_long_is_not_sent():
    with pytest.raises(TooLong, match="1,600 is the most"):
        render(made("sms", blocks=[NAMES]), values(couple={"names": "a" * 1601}))
    with pytest.raises(TooLong, match="178 is the most"):
        render(made("push", blocks=[NAMES]), values(couple={"names": "a" * 173}))


def test_a_mail_is_what_it_was_before_there_were_other_channels():
    mail = compile_draft(DRAFT, purpose="marketing")

    assert not {"channel", "content_sid", "variables"} & set(mail)
    assert mail["html"]


@given(WORDS, TEMPLATES, contexts())
def test_whatever_can_be_published_fits_or_says_why_not(channel, source, context):
    try:
        message = made(channel, blocks=[{"type": "text", "text": source}])
    except Invalid:
        return

    try:
        content = render(message, context)
    except Unrenderable:
        return

    assert 0 < len(content.text) <= ROOM[channel].text
    assert content.text == content.text.strip()
