"""What another system sends, read field by field."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.inbound_map import MOST_PATHS, check_mapping, flat, read, understood
from crm_connectors.translate import House
from wedsync.lib.refusal import Refusal

NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
HOUSE = House("US", "USD")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["client", "project", "email", "external_id", "date", "event", "occurred_at"]
)


def told(payload, own=None):
    return read(payload, "custom", {}, own or {}, HOUSE, NOW)


def test_what_is_nested_is_named_by_its_path():
    assert flat({"client": {"email": " x "}, "tags": ["a", ""], "n": 3, "no": None}) == {
        "client.email": "x",
        "tags.0": "a",
        "n": "3",
    }


def test_there_is_an_end_to_depth_and_number():
    deep = {"a": {"a": {"a": {"a": {"a": {"a": {"a": "x"}}}}}}}

    assert flat(deep) == {}
    assert len(flat({str(n): "x" for n in range(1000)})) == MOST_PATHS


def test_the_users_word_wins():
    meant = understood(
        {"when": "x", "date": "y"}, "custom", {}, {"when": "wedding.date", "date": ""}
    )

    assert meant == {"when": "wedding.date"}


def test_the_first_of_two_paths_with_one_meaning_counts():
    fields = {"partner_a.email": ("main", "other")}

    assert understood({"main": "x", "other": "y"}, "custom", fields, {}) == {
        "main": "partner_a.email"
    }


def test_two_paths_of_the_same_name_do_not_stop_the_rest():
    meant = understood(
        {"email": "x", "e-mail": "y", "ref": "z"}, "custom", {}, {"ref": "couple.external_id"}
    )

    assert meant == {"ref": "couple.external_id"}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-10-01T10:00:00+02:00", dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC)),
        ("2026-10-01T10:00:00", dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)),
        ("2031-01-01", NOW),  # nobody speaks from the future
        ("just now", NOW),
    ],
)
def test_when_it_happened(text, at):
    assert told({"external_id": "1", "occurred_at": text, "email": "a@example.com"}).at == at


def test_without_an_id_the_address_knows_them_again_and_is_not_told():
    one, two = told({"email": "Lena@example.com"}), told({"email": "lena@example.com"})

    assert one.external_id == two.external_id
    assert "lena" not in one.external_id


@pytest.mark.parametrize(
    ("event", "life"), [("lead.created", "inquiry"), ("project.booked", "booked")]
)
def test_an_event_says_what_became_of_them(event, life):
    assert told({"event": event, "email": "a@example.com"}).record.wedding.life == life


def test_who_names_nobody_is_no_couple():
    thing = told({"external_id": "P-1", "project": {"date": "2027-06-12"}})

    assert [problem.column for problem in thing.problems] == ["client"]


def test_another_kind_of_project_is_noted():
    assert told({"external_id": "P-1", "project": {"type": "Newborn"}}).note


def test_a_status_says_it_better_than_the_event():
    payload = {
        "event": "project.booked",
        "email": "a@example.com",
        "project": {"status": "cancelled"},
    }

    assert told(payload).record.wedding.life == "cancelled"


@given(st.dictionaries(NAMES | st.text(max_size=6), ANYTHING))
def test_nothing_that_comes_is_an_accident(payload):
    thing = told(payload)

    assert thing.record or thing.problems or thing.note
    assert thing.at.tzinfo


@pytest.mark.parametrize(
    "mapping",
    [{"x": "wedding.cake"}, {"x" * 10_001: ""}, {str(n): "" for n in range(MOST_PATHS + 1)}],
)
def test_a_mapping_that_can_not_be_is_refused(mapping):
    with pytest.raises(Refusal):
        check_mapping(mapping)
