"""A token opens what it was made for, and nothing else."""

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.lib.tokens import BadToken, read, sign

KEYS = {1: b"one" * 8, 7: b"seven" * 5}
ALPHABET = string.ascii_letters + string.digits + "-_"

payloads = st.binary(max_size=64)
purposes = st.sampled_from(["click", "open", "unsubscribe"])


@given(purposes, payloads, st.sampled_from([1, 7, None]))
def test_what_was_signed_can_be_read(purpose, payload, key_id):
    assert read(purpose, sign(purpose, payload, KEYS, key_id), KEYS) == payload


@given(purposes, payloads)
def test_the_same_thing_gives_the_same_token(purpose, payload):
    assert sign(purpose, payload, KEYS) == sign(purpose, payload, KEYS)


@given(payloads, st.data())
def test_any_flipped_bit_is_refused(payload, data):
    raw = bytearray(_raw(sign("click", payload, KEYS)))
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))

    raw[bit // 8] ^= 1 << bit % 8

    with pytest.raises(BadToken):
        read("click", _spelled(bytes(raw)), KEYS)


@given(payloads, st.data())
def test_any_changed_character_is_refused(payload, data):
    token = sign("click", payload, KEYS)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda letter: letter != token[place]))

    with pytest.raises(BadToken):
        read("click", token[:place] + other + token[place + 1 :], KEYS)


@given(payloads, st.data())
def test_a_token_cut_short_is_refused(payload, data):
    token = sign("click", payload, KEYS)
    length = data.draw(st.integers(0, len(token) - 1))

    with pytest.raises(BadToken):
        read("click", token[:length], KEYS)


@given(payloads, purposes, purposes)
def test_a_token_serves_one_purpose_only(payload, purpose, other):
    if purpose == other:
        return

    with pytest.raises(BadToken):
        read(other, sign(purpose, payload, KEYS), KEYS)


@given(st.text(max_size=80))
def test_nonsense_is_refused_and_nothing_worse(text):
    with pytest.raises(BadToken):
        read("click", text, KEYS)


def test_another_house_with_the_same_key_id_is_refused():
    token = sign("click", b"payload", {7: b"somebody else's"})

    with pytest.raises(BadToken, match="bad signature"):
        read("click", token, KEYS)


def test_a_key_taken_out_of_the_ring_closes_its_tokens():
    token = sign("click", b"payload", KEYS, key_id=1)

    with pytest.raises(BadToken, match="unknown key"):
        read("click", token, {7: KEYS[7]})


def test_the_newest_key_signs():
    assert _raw(sign("click", b"payload", KEYS))[0] == 7


def test_spare_bits_do_not_make_a_second_spelling():
    token = sign("click", b"", KEYS)  # 17 bytes: the last character has four spare bits
    twin = token[:-1] + ALPHABET_IN_ORDER[ALPHABET_IN_ORDER.index(token[-1]) ^ 1]

    assert _raw(twin) == _raw(token)
    with pytest.raises(BadToken, match="not canonical"):
        read("click", twin, KEYS)


def test_a_token_fits_into_an_address_as_it_is():
    token = sign("click", bytes(range(34)), KEYS)

    assert set(token) <= set(ALPHABET)
    assert len(token) == 68


ALPHABET_IN_ORDER = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def _raw(token: str) -> bytes:
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))


def _spelled(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
