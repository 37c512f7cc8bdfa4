"""What fits is sent as it is; what doesn't is named in a sentence."""
# ruff: noqa: RUF001 -- characters that look like others are what this is about

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.draft import CHANNELS
from personalization.fit import (
    PLAIN,
    ROOM,
    clipped,
    cut_off,
    saving,
    shorten,
    smarten,
    too_long,
)
from personalization.segments import EXTENDED, GSM, Encoding, clusters, segments

TYPOGRAPHIC = "".join(map(chr, PLAIN))
TEXTS = st.one_of(st.text(max_size=300), st.text("ab é👍" + TYPOGRAPHIC, max_size=300))


@given(TEXTS)
def test_smartening_never_costs_a_segment(text):
    assert segments(smarten(text)).count <= segments(text).count


@given(TEXTS)
def test_smartening_twice_is_smartening_once(text):
    assert smarten(smarten(text)) == smarten(text)


@given(st.text(sorted(GSM | EXTENDED)))
def test_what_is_in_the_sms_alphabet_stays_as_it_is(text):
    assert smarten(text) == text


@given(st.text("ab é" + TYPOGRAPHIC, max_size=30))
def test_typography_alone_never_makes_a_short_text_dear(text):
    assert segments(smarten(text)).encoding is Encoding.GSM7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We’re ready” – 10:30…", '"We\'re ready" - 10:30...'),
        ("½ day\u00a0·\u2009Basel", "1/2 day * Basel"),
        ("don\u200b't", "don't"),
        ("José’s day", "José's day"),
        ("Zoë’s day 👍", "Zoë’s day 👍"),
        ("Begüm’s “ç”", "Begüm’s “ç”"),
        ("…" * 70, "…" * 70),  # 210 full stops would be two segments
    ],
)
def test_typography_gives_way_where_that_saves_money(text, expected):
    assert smarten(text) == expected


@pytest.mark.parametrize(
    ("channel", "title", "text", "expected"),
    [
        ("sms", "", "a" * 1600, ""),
        ("sms", "any title, for there is none", "a", ""),
        ("whatsapp", "", "a" * 1601, "The text has 1,601 characters; 1,600 is the most."),
        ("push", "a" * 178, "a", ""),
        ("push", "a" * 179, "a", "The title has 179 characters; 178 is the most."),
        ("in_app", "a", "a" * 4001, "The text has 4,001 characters; 4,000 is the most."),
        ("email", "a" * 501, "", "The title has 501 characters; 500 is the most."),
    ],
)
def test_what_is_too_long_is_said(channel, title, text, expected):
    assert too_long(channel, title=title, text=text) == expected


@pytest.mark.parametrize(
    ("channel", "title", "expected"),
    [
        ("push", "a" * 65, ""),
        ("push", "a" * 66, "Most people see 65 characters of a title; this one has 66."),
        ("sms", "a" * 66, ""),
    ],
)
def test_a_title_that_will_be_cut_off_is_said(channel, title, expected):
    assert cut_off(channel, title) == expected


def test_every_channel_has_its_room():
    assert set(ROOM) == set(CHANNELS)


@given(TEXTS, st.integers(1, 320))
def test_shortening_never_cuts_what_a_reader_sees_as_one(text, room):
    short = shorten(text, room)
    whole = list(clusters(text))
    beginnings = {"".join(whole[:count]).rstrip() for count in range(len(whole) + 1)}

    assert len(short) <= room
    assert short == text if len(text) <= room else short.removesuffix("…") in beginnings


def test_a_family_is_kept_together_or_left_out():
    family = "👩\u200d❤\ufe0f\u200d👨"

    assert shorten(f"Hi {family} there", 9) == "Hi…"
    assert shorten(f"Hi {family} there", 10) == f"Hi {family}…"


def test_without_room_for_an_ellipsis_nothing_can_be_shortened():
    with pytest.raises(ValueError, match="ellipsis"):
        shorten("Lena", 0)


@given(TEXTS)
def test_the_saving_is_what_smartening_saves(text):
    before, after = segments(text).count, segments(smarten(text)).count

    assert saving(text) == (f"{before - after} of {before} segments" if after < before else "")


def test_a_mail_is_measured_in_bytes():
    assert clipped("é" * 51_000) == 0
    assert clipped("é" * 51_001) == 102_002
