"""Which column means which field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.fields import FIELDS, compact
from crm_connectors.headers import map_headers
from wedsync.lib.refusal import Refusal

ENOUGH = ["Email", "First Name", "Wedding Date"]


@given(st.sampled_from(sorted(FIELDS)))
def test_every_field_can_be_mapped_by_hand(key):
    found = map_headers(["My own column", *ENOUGH], own={"My own column": key})

    assert found.columns[key] == 0


@given(st.lists(st.text(max_size=12), max_size=8, unique_by=compact))
def test_any_header_is_read_once_or_named_as_ignored(headers):
    found = map_headers(headers)

    read = [headers[column] for column in found.columns.values()]
    assert sorted(read) == sorted(set(read))
    assert sorted([*read, *found.ignored]) == sorted(header for header in headers if header)


def test_a_saved_mapping_maps_the_same_again():
    first = map_headers(["E-mail", "Vorname", "Hochzeitsdatum", "Notes"])

    again = map_headers(["E-mail", "Vorname", "Hochzeitsdatum", "Notes"], own=first.as_saved())

    assert again == first


def test_what_is_lacking_is_named_with_a_guess():
    found = map_headers(["Emial", "First Name", "Weding Date"])

    assert not found.complete
    assert [(missing.suggestions, missing.needed) for missing in found.missing] == [
        (("Emial",), True),
        (("Weding Date",), False),
    ]


def test_contacts_without_dates_are_enough():
    assert map_headers(["Email", "First Name"]).complete


def test_the_users_word_wins_over_every_synonym():
    own = {"Mail of record": "partner_a.email"}

    found = map_headers(["Email", "Mail of record", "Name"], own=own)

    assert found.header("partner_a.email") == "Mail of record"
    assert found.ignored == ("Email",)


def test_a_column_can_be_left_out():
    found = map_headers([*ENOUGH, "Budget"], own={"Budget": ""})

    assert found.ignored == ("Budget",)


@pytest.mark.parametrize(
    ("own", "code", "reason"),
    [
        (
            {"Emial": "partner_a.email"},
            "no_such_column",
            "The file has no column “Emial”. Did you mean “Email”?",
        ),
        ({"Email": "partner_a.mail"}, "no_such_field", "There is no field “partner_a.mail”."),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused(own, code, reason):
    with pytest.raises(Refusal) as refusal:
        map_headers(ENOUGH, own=own)

    assert refusal.value.code == code
    assert refusal.value.reason.startswith(reason)


def test_an_unknown_source_is_refused():
    with pytest.raises(Refusal, match="“excel97” is not a source we know"):
        map_headers(ENOUGH, "excel97")


def test_two_columns_of_one_name_are_refused_only_where_they_are_read():
    with pytest.raises(Refusal, match="Two columns are called “Email”"):
        map_headers([*ENOUGH, "Email"])

    assert map_headers([*ENOUGH, "Notes", "Notes"]).ignored == ("Notes", "Notes")
