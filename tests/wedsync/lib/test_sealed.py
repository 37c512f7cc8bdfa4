"""A sealed secret opens in its own row, with a key of the ring, unchanged; or not at all."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.lib.sealed import (
    Unsealable,
    derive,
    parse_keys,
    seal,
    seal_json,
    unseal,
    unseal_json,
)

OLD, NEW = b"o" * 32, b"n" * 32
KEYS = {1: OLD, 2: NEW}
ROW = "messaging_provideraccount.sealed:1"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_what_was_sealed_can_be_unsealed(plain, row):
    assert unseal(seal(plain, row, KEYS), row, KEYS) == plain


@given(st.binary(max_size=40), st.data())
def test_any_flipped_bit_is_refused(plain, data):
    sealed = bytearray(seal(plain, ROW, KEYS))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))

    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Unsealable):
        unseal(bytes(sealed), ROW, KEYS)


@given(st.binary(max_size=40), st.data())
def test_a_sealed_value_cut_short_is_refused(plain, data):
    sealed = seal(plain, ROW, KEYS)
    length = data.draw(st.integers(0, len(sealed) - 1))

    with pytest.raises(ValueError):  # noqa: PT011 -- Unsealable, or the cipher's own refusal
        unseal(sealed[:length], ROW, KEYS)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_secret_pasted_into_another_row_does_not_open(row, other):
    if row == other:
        return

    with pytest.raises(Unsealable, match="does not belong to this row"):
        unseal(seal(b"secret", row, KEYS), other, KEYS)


def test_nothing_can_be_read_without_the_key():
    with pytest.raises(Unsealable, match="not in the ring"):
        unseal(seal(b"secret", ROW, {2: NEW}), ROW, {1: OLD})


def test_an_empty_value_is_not_a_sealed_one():
    with pytest.raises(Unsealable):
        unseal(b"", ROW, KEYS)


def test_the_same_secret_never_looks_the_same_twice():
    assert seal(b"secret", ROW, KEYS) != seal(b"secret", ROW, KEYS)


def test_a_new_key_seals_and_the_old_one_still_opens():
    before = seal(b"secret", ROW, {1: OLD})

    after = seal(unseal(before, ROW, KEYS), ROW, KEYS)

    assert (before[0], after[0]) == (1, 2)
    assert unseal(after, ROW, {2: NEW}) == b"secret"


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=20), min_size=1, max_size=4))
def test_credentials_keep_their_names_and_values(credentials):
    assert unseal_json(seal_json(credentials, ROW, KEYS), ROW, KEYS) == credentials


def test_an_account_without_credentials_has_none():
    assert unseal_json(b"", ROW, KEYS) == {}


def test_derived_keys_share_nothing_with_their_source_or_each_other():
    tokens, cookies = derive(KEYS, b"tokens"), derive(KEYS, b"cookies")

    everything = [*KEYS.values(), *tokens.values(), *cookies.values()]

    assert tokens == derive(KEYS, b"tokens")
    assert set(tokens) == {1, 2}
    assert len(set(everything)) == len(everything)
    assert {len(key) for key in everything} == {32}


def test_a_key_ring_is_read_from_text():
    text = f"1:{_text(OLD)}, 2:{_text(NEW)},"

    assert parse_keys(text) == KEYS


@pytest.mark.parametrize(
    "text",
    [
        "1:c2hvcnQ=",
        f"0:{base64.b64encode(OLD).decode()}",
        f"256:{base64.b64encode(OLD).decode()}",
        f"one:{base64.b64encode(OLD).decode()}",
        "1",
        "1:not base64!",
    ],
    ids=["short key", "id 0", "id of two bytes", "id in words", "no key", "no base64"],
)
def test_a_ring_with_a_wrong_key_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- some of the messages are base64's own
        parse_keys(text)


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
