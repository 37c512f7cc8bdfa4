"""What strangers wrote, made fit to be kept."""

import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.pieces import instant, is_full, line, lines, masked, part, uuid

SOME = UUID("01890000-0000-7000-8000-000000000001")


@given(st.text() | st.none() | st.integers(), st.integers(0, 300))
def test_a_line_always_fits_into_the_database(value, most):
    told = line(value, most)

    assert len(told) <= most
    assert "\0" not in told


def test_only_what_says_something_is_kept():
    assert lines(code=550, reason="", agent=None) == {"code": "550"}


def test_addresses_are_left_out():
    assert lines(reason="550 <lena@example.com> unknown") == {"reason": "550 <…> unknown"}
    assert masked("to lena@example.com; or not") == "to …; or not"
    assert masked("<o'hara@example.com>, 'al@example.com'") == "<…>, …'"


def test_a_part_that_is_not_there_is_none():
    told = {"message": {"headers": {"id": "x"}}, "odd": "text"}

    assert part(told, "message", "headers", "id") == "x"
    assert part(told, "message", "missing", "id") is None
    assert part(told, "odd", "id") is None


@pytest.mark.parametrize(("value", "found"), [(str(SOME), SOME), ("x", None), (None, None)])
def test_only_a_uuid_is_one(value, found):
    assert uuid(value) == found


def test_an_instant_is_told_in_seconds():
    assert instant("86400.5") == dt.datetime(1970, 1, 2, 0, 0, 0, 500_000, dt.UTC)


@pytest.mark.parametrize("value", ["soon", None, "1e300", "nan", "inf", [1]])
def test_anything_else_is_no_instant(value):
    with pytest.raises(ValueError, match=r"."):
        instant(value)


@pytest.mark.parametrize(
    ("code", "words", "full"),
    [
        ("452", "4.2.2 try later", True),
        ("552", "Mailbox is full", True),
        ("550", "OVER QUOTA", True),
        ("421", "4.7.0 Try again later", False),
    ],
)
def test_a_full_mailbox_is_told_from_a_busy_server(code, words, full):
    assert is_full(code, words) is full
