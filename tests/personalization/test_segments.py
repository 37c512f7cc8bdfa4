"""Laws of cutting texts into segments, and the examples carriers publish."""
# ruff: noqa: RUF001 -- characters that look like others are what this is about

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.segments import EXTENDED, GSM, SINGLE, Encoding, clusters, segments
from wedsync.sandbox.providers.twilio import segments as twilio

ALPHABET = "aé €{\nçÁ'\u0301\u200d\u2019👍🏽👩❤️🇨🇭\r"
TEXTS = st.one_of(st.text(max_size=400), st.text(ALPHABET, max_size=400))
SMS = st.text(sorted(GSM | EXTENDED), max_size=700)


@given(TEXTS)
def test_there_is_room_for_all_units_and_no_segment_is_left_empty(text):
    found = segments(text)

    assert found.units <= found.count * found.per_segment
    assert found.units >= found.count - 1
    assert (found.encoding is Encoding.UCS2) == bool(found.foreign)


@given(TEXTS, TEXTS)
def test_more_text_never_needs_fewer_segments_or_units_of_its_alphabet(text, more):
    longer, shorter = segments(text + more), segments(text)

    assert longer.count >= shorter.count
    assert set(longer.foreign) >= set(shorter.foreign)


@given(SMS)
def test_the_sms_alphabet_is_never_foreign(text):
    found = segments(text)

    assert found.encoding is Encoding.GSM7
    assert found.units == len(text) + sum(text.count(one) for one in EXTENDED)


@given(TEXTS)
def test_clusters_are_the_text_in_its_order(text):
    assert "".join(clusters(text)) == text


@given(st.text(ALPHABET, max_size=700))
def test_the_provider_counts_the_same(text):
    assert segments(text).count == twilio.segments(text)


@given(st.text("aé\n\x00\u02ff’–…€Čş", min_size=1, max_size=700))
def test_latin_letters_and_typographic_signs_are_cut_nowhere_else_than_at_the_end(text):
    found = segments(text + "ş")

    assert found.units == len(text) + 1
    assert found.count == (1 if found.units <= 70 else -(-found.units // 67))


def test_what_counts_as_single_belongs_to_no_neighbour():
    singles = [chr(code) for code in range(0x10000) if SINGLE.fullmatch(chr(code))]

    assert len(singles) == 793
    assert all(list(clusters(f"a{one}a")) == ["a", one, "a"] for one in singles)


@pytest.mark.parametrize(
    ("text", "count", "per_segment"),
    [
        ("", 1, 160),
        ("a" * 160, 1, 160),
        ("a" * 161, 2, 153),
        ("a" * 306, 2, 153),
        ("a" * 307, 3, 153),
        ("€" * 80, 1, 160),
        ("€" * 81, 2, 153),
        ("a" * 152 + "€" + "a" * 10, 2, 153),
        ("a" * 152 + "€" + "a" * 152, 3, 153),  # the escape won't stand alone: 152 + 154
        ("ç" * 70, 1, 70),
        ("ç" * 71, 2, 67),
        ("ç" * 134, 2, 67),
        ("ç" * 66 + "👍" * 34, 3, 67),  # 66, then 33 pairs, then one
        ("👍" * 35, 1, 70),
        ("ç" * 66 + "👩‍❤️‍👨" + "ç", 2, 67),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 5, 1, 70),
        ("a" + "\u0301" * 99, 2, 67),  # one letter larger than any segment
    ],
)
def test_known_texts(text, count, per_segment):
    found = segments(text)

    assert (found.count, found.per_segment) == (count, per_segment)


@pytest.mark.parametrize("letter", ["á", "ç", "í", "ó", "ú", "`", "’", "\u00a0", "Ł"])
def test_what_looks_like_sms_and_is_not(letter):
    assert segments(f"a{letter}a{letter}").foreign == (letter,)


def test_flags_and_families_are_one():
    assert list(clusters("🇨🇭🇮🇹a👍🏽👩‍❤️‍👨\r\n")) == ["🇨🇭", "🇮🇹", "a", "👍🏽", "👩‍❤️‍👨", "\r\n"]


def test_it_says_what_makes_a_text_dear():
    assert str(segments("Ça va?")) == "1 segment"
    assert str(segments("ça\n" + "á" * 90)) == "2 segments: SMS has no “ç”, “á”"
