import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.lib.base64url import decoded, encoded


@pytest.mark.law
@given(st.binary(max_size=80))
def test_what_is_encoded_is_read_back_and_fits_an_address(raw):
    text = encoded(raw)

    assert decoded(text) == raw
    assert text == base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.mark.parametrize("text", ["AB", "A", "AA==", "+/8", "ä", "A A"])
def test_another_spelling_is_none(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- its own and binascii's
        decoded(text)
