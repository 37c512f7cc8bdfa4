"""What was approved, and by whom it may be."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.approval import CONTENT, content_hash, may_approve
from personalization.sign_off import Needs

PLAIN = dict.fromkeys(CONTENT, "")
NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)


@given(st.sampled_from(CONTENT), st.text(min_size=1) | st.integers())
def test_whatever_decides_who_gets_what_is_part_of_it(field, value):
    assert content_hash(PLAIN | {field: value}) != content_hash(PLAIN)


def test_the_name_is_not():
    assert content_hash(PLAIN | {"name": "Other"}) == content_hash(PLAIN)


def test_an_instant_is_the_same_in_every_zone():
    there = NOON.astimezone(ZoneInfo("America/Los_Angeles"))

    assert content_hash(PLAIN | {"starts_at": NOON}) == content_hash(PLAIN | {"starts_at": there})


@pytest.mark.parametrize(
    ("needs", "actor", "owns", "may"),
    [
        (Needs.NOBODY, "user:1", False, True),
        (Needs.SECOND, "user:1", True, False),
        (Needs.SECOND, "user:2", False, True),
        (Needs.OWNER, "user:2", False, False),
        (Needs.OWNER, "user:1", True, True),
    ],
)
def test_who_may_approve(needs, actor, owns, may):
    assert (may_approve(needs, actor, {"user:1"}, owns=owns) == "") == may
