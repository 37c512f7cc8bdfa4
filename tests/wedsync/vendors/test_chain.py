"""A chain is whole, or its first wrong link has a number."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.vendors.chain import Break, History, Link, digest_of, follow

ID = UUID("01890000-0000-7000-8000-000000000000")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
AT = dt.datetime(2027, 6, 19, 14, 30, 0, 7, tzinfo=dt.UTC)
EVENT = Link(
    ID, ID, 1, AT, "user:1", "campaign.launched", "campaigns.campaign", "1", "{}", b"", b""
)

words = st.text(max_size=12)
moments = st.integers(0, 2**53).map(lambda micros: EPOCH + dt.timedelta(microseconds=micros))
events = st.builds(
    replace,
    st.just(EVENT),
    at=moments,
    actor=words,
    verb=words,
    subject_type=words,
    subject_id=words,
)
OTHER = {
    "id": UUID(int=ID.int + 1),
    "vendor_id": UUID(int=ID.int + 1),
    "at": AT + dt.timedelta(microseconds=1),
    "actor": "user:2",
    "verb": "campaign.paused",
    "subject_type": "messaging.message",
    "subject_id": "2",
    "data": '{"reached": 3}',
}


def chained(events):
    links, previous = [], b""
    for number, event in enumerate(events, start=1):
        link = replace(event, number=number, previous=previous)
        previous = digest_of(link)
        links.append(replace(link, digest=previous))
    return links


@given(st.lists(events, max_size=6))
def test_what_was_chained_is_whole(history):
    links = chained(history)

    head = links[-1].digest if links else b""
    assert follow(links) == History(len(links), head)


@given(st.integers(0, 4), st.sampled_from(sorted(OTHER)))
def test_any_changed_field_is_found_where_it_is(place, field):
    links = chained([EVENT] * 5)
    links[place] = replace(links[place], **{field: OTHER[field]})

    assert follow(links).broken == Break(place + 1, "was changed after it was written")


@given(st.integers(0, 3))
def test_a_missing_event_is_found_where_it_was(place):
    links = chained([EVENT] * 5)
    del links[place]

    assert follow(links).broken == Break(place + 1, "is missing")


@given(st.integers(0, 3))
def test_an_event_written_anew_does_not_fit_what_follows(place):
    links = chained([EVENT] * 5)
    forged = replace(links[place], actor="user:2")
    links[place] = replace(forged, digest=digest_of(forged))

    assert follow(links).broken == Break(place + 2, "does not follow the one before it")


def test_a_history_says_how_far_it_was_in_order():
    links = chained([EVENT] * 3)
    links[2] = replace(links[2], verb="nothing happened")

    assert follow(links).count == 2
    assert follow(links).head == links[1].digest


@pytest.mark.parametrize("cut", [1, 5])
def test_a_cut_off_end_is_seen_only_against_a_noted_head(cut):
    links = chained([EVENT] * 5)

    shorter = follow(links[:-cut])

    assert shorter.broken is None
    assert shorter.head != follow(links).head
