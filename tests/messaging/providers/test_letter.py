"""Mails that somebody wrote, in whatever pieces they came."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.letter import LONGEST_TEXT, Mail, answered, by_name, reply_of, words_of

NOW = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
HEADERS = {"in-reply-to": "<7@fern.example>"}


def reply(**changed):
    told = {"sender": "Lena Ortiz <Lena@Example.com>", "to": "Fern <Reply@fern.example>"}
    return reply_of(Mail(**told | changed), "k1", NOW, "m1")


def test_who_wrote_what_to_whom_about_what():
    found = reply(subject="Re: Menu", text="Fish.", headers=HEADERS, files=2)

    assert (found.sender, found.to) == ("lena@example.com", "reply@fern.example")
    assert (found.channel, found.subject, found.text, found.media) == (
        "email",
        "Re: Menu",
        "Fish.",
        2,
    )
    assert (found.answers, found.provider_message_id) == ("7@fern.example", "m1")
    assert not found.automatic


def test_an_absence_note_is_marked():
    assert reply(headers={"auto-submitted": "auto-replied"}).automatic


def test_what_is_quoted_is_left_out():
    assert reply(text="Fish.\n\nFern wrote:\n> Fish or meat?").text == "Fish."


def test_a_mail_without_text_has_words_all_the_same():
    markup = "<style>p{}</style><p>Fish,&nbsp;please.</p><div>Two &lt; three<br>children</div>"

    assert reply(text=" ", html=markup).text == "Fish, please.\nTwo < three\nchildren"


@given(st.text(), st.text())
def test_whatever_comes_can_be_kept(text, subject):
    found = reply(text=text, subject=subject, sender=text, to=subject)

    assert "\0" not in f"{found.text}{found.subject}{found.sender}{found.to}"


def test_nobody_fills_the_disk_with_a_letter():
    assert len(reply(text="x" * (LONGEST_TEXT + 1), subject="x" * 999).text) == LONGEST_TEXT


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({}, ""),
        (HEADERS, "7@fern.example"),
        ({"in-reply-to": "", "references": "<1@a> <2@b>"}, "2@b"),
        ({"in-reply-to": "<3@c>", "references": "<1@a>\r\n <2@b>"}, "3@c"),
        ({"in-reply-to": "your mail of today"}, ""),
    ],
    ids=str,
)
def test_what_it_answers_is_named_in_its_headers(headers, found):
    assert answered(headers) == found


def test_the_first_of_several_headers_counts():
    assert by_name([("Subject", "a"), ("subject", "b")]) == {"subject": "a"}


@given(st.text())
def test_words_have_no_tags(markup):
    assert "\n\n\n" not in words_of(f"<p>{markup}</p><p>{markup}</p>")
