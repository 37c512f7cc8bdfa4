"""What is said to a push service and to the browser behind it."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.protocol import Envelope
from messaging.providers.webpush_words import MOST_SECONDS, headers, payload, said

ID = UUID(int=7)
MOST_BYTES = 3993  # what RFC 8291 leaves of the 4,096 that every service takes


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(None, str(MOST_SECONDS)), (60, "60"), (10 * MOST_SECONDS, str(MOST_SECONDS))],
)
def test_it_is_kept_as_long_as_it_is_of_use(seconds, told):
    assert headers(Envelope(ID, "x", seconds=seconds))["TTL"] == told


def test_its_topic_is_the_message_and_short_enough():
    assert headers(Envelope(ID, "x"))["Topic"] == f"{7:032x}"


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cc"]), max_size=2000),
    st.text(alphabet=st.characters(exclude_categories=["Cc"]), max_size=5000),
)
def test_whatever_is_said_fits_and_can_be_read(title, text):
    sent = payload(Envelope(ID, "x", subject=title, text=text, link="https://x.example/c/y/"))

    assert len(sent) <= MOST_BYTES
    assert json.loads(sent)["link"] == "https://x.example/c/y/"


def test_what_is_too_long_ends_with_dots():
    told = json.loads(payload(Envelope(ID, "x", subject="t" * 121, text="b" * 600)))

    assert told["title"] == "t" * 119 + "…"
    assert told["body"] == "b" * 600


def test_a_link_that_is_too_long_is_left_out_whole():
    assert json.loads(payload(Envelope(ID, "x", link="https://x/" + "y" * 900)))["link"] == ""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("  no \n such  key", "no such key"),
        ("https://push.example/s/abc and abc", "… and …"),
        ("x" * 300, "x" * 200),
    ],
)
def test_the_words_of_a_service_without_the_address(body, told):
    assert said(body, "https://push.example/s/abc") == told


def test_an_address_without_a_last_part_hides_only_itself():
    assert said("https://push.example/ is odd", "https://push.example/") == "… is odd"
