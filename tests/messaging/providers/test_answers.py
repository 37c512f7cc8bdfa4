"""Tables of answers, read from the top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.answers import (
    A_WHILE,
    ANSWERS,
    DEFAULT_PAUSE,
    QUOTA_PAUSE,
    Means,
    Row,
    Said,
    row_of,
    understand,
)
from messaging.providers.protocol import (
    Accepted,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)

FULL, NO = Row(550, Means.BUSY, says="full"), Row(range(500, 600), Means.REFUSED)
TABLE = [FULL, NO, Row(550, Means.UNKNOWN), Row(535, Means.MISCONFIGURED, at="login")]


def test_the_first_row_that_fits_counts():
    assert row_of(TABLE, Said(550, text="The mailbox is FULL")) is FULL
    assert row_of(TABLE, Said(550, text="No")) is NO
    assert row_of(TABLE, Said(550, name="full")) is FULL
    assert row_of(TABLE, Said(200)) is None


def test_a_row_may_ask_at_which_step_it_was_said():
    login = TABLE[-1:]

    assert row_of(login, Said(535, at="login")) is login[0]
    assert row_of(login, Said(535, at="text")) is None


def test_what_no_row_fits_is_unknown():
    assert understand(TABLE, Said(302)) == Unknown("302")


@pytest.mark.parametrize(
    ("means", "answer"),
    [
        (Means.BEFORE, Accepted()),
        (Means.REFUSED, Refused("400 bad: no", "400")),
        (Means.ADDRESS, Refused("400 bad: no", "400", "address")),
        (Means.BUSY, Deferred("400 bad: no", 7.0, "busy")),
        (Means.RATE, Deferred("400 bad: no", 7.0, "rate")),
        (Means.QUOTA, Deferred("400 bad: no", QUOTA_PAUSE, "quota")),
        (Means.MISCONFIGURED, Misconfigured("400 bad: no")),
        (Means.UNKNOWN, Unknown("400 bad: no")),
    ],
)
def test_each_meaning_is_an_answer(means, answer):
    assert understand([Row(400, means)], Said(400, "bad", "no", wait=7.0)) == answer


def test_every_meaning_has_its_answer():
    assert set(ANSWERS) == set(Means)


def test_who_is_not_told_how_long_waits_a_moment():
    assert understand([Row(429, Means.RATE)], Said(429)) == Deferred("429", DEFAULT_PAUSE, "rate")


def test_a_long_wait_rests_the_account():
    told = Said(429, wait=A_WHILE + 1)

    assert understand([Row(429, Means.RATE)], told) == Deferred("429", A_WHILE + 1, "quota")


@given(st.emails())
def test_no_address_gets_into_a_reason(address):
    said = Said(550, text=f"<{address}>: no such mailbox")

    assert address not in said.reason
    assert said.reason.endswith("no such mailbox")
