"""What goes out as it is, but would look or cost better otherwise."""
# ruff: noqa: RUF001 -- curly quotes are what some of these are about

import pytest

from personalization.advice import LOOKS, advice, glimpse
from personalization.draft import CHANNELS
from personalization.render import Content


def content(**parts):
    return Content(**{"subject": "", "preheader": "Soon", "html": "", "text": "", **parts})


@pytest.mark.parametrize(
    ("channel", "written", "told"),
    [
        ("email", {"html": "é" * 60_000}, ["The mail has 120 kB. Gmail shows the first 102 and"]),
        ("email", {"html": "a" * 102_000}, []),
        ("email", {"subject": "a" * 61}, ["Most people see 60 characters of a title"]),
        ("email", {"preheader": ""}, ["Without a preheader, the inbox shows the first line"]),
        ("email", {"preheader": "a" * 91}, ["Most people see 90 characters of a preheader"]),
        ("sms", {"text": "Hi Lena"}, []),
        ("sms", {"text": "a" * 161}, ["It is sent, and charged, as 2 segments."]),
        (
            "sms",
            {"text": "We’re ready"},
            [
                "It is sent, and charged, as 1 segment: SMS has no “’”.",
            ],
        ),
        (
            "sms",
            {"text": "’" + "a" * 100},
            [
                "It is sent, and charged, as 2 segments: SMS has no “’”.",
                "Plain quotes and dashes instead of typographic ones would save 1 of 2 segments.",
            ],
        ),
        ("whatsapp", {"text": "Hi"}, ["Without an approved template it can only answer"]),
        ("whatsapp", {"content_sid": "HX0"}, []),
        ("push", {"subject": "a" * 66, "link": "https://x.test"}, ["Most people see 65"]),
        ("push", {"text": "a" * 151}, ["A locked screen shows about 150", "A tap on it opens"]),
        ("in_app", {"subject": "a" * 66}, ["Most people see 65 characters"]),
    ],
)
def test_advice_names_what_it_costs(channel, written, told):
    said = advice(channel, content(**written))

    assert len(said) == len(told)
    assert all(map(str.startswith, said, told))


def test_every_channel_is_looked_at():
    assert set(LOOKS) == set(CHANNELS)


def test_a_glimpse_is_what_most_people_see_of_a_title():
    assert glimpse("push", content(subject="a" * 66)) == "a" * 64 + "…"
    assert glimpse("email", content(subject="Soon")) == "Soon"
    assert glimpse("sms", content(subject="a")) == ""
