"""Segments by the published rules: GSM-7 with its extension table, else UCS-2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.sandbox.providers.twilio.segments import segments


@given(st.text(), st.text())
def test_more_text_never_takes_fewer_segments(text, more):
    assert segments(text + more) >= segments(text) >= 1


@given(st.text(alphabet="abc é€", max_size=1000))
def test_within_gsm_7_every_segment_has_room_for_153(text):
    septets = len(text) + text.count("€")

    assert segments(text) == 1 if septets <= 160 else segments(text) >= -(-septets // 153)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("x" * 152 + "€" + "x" * 152, 3),
        ("ñ" * 160, 1),
        ("ç" * 70, 1),
        ("ç" * 71, 2),
        ("Ç" * 160, 1),
        ("`" * 71, 2),
        ("ç" * 134, 2),
        ("ç" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
        ("ç" * 63 + "👩\u200d👩\u200d👧" + "ç" * 60, 3),
    ],
)
def test_counted_exactly(text: str, count: int):
    assert segments(text) == count
