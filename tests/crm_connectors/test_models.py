"""What the pure modules promise fits into the tables."""

import pytest

from crm_connectors.fields import ROLES, SOURCES
from crm_connectors.models import Import, ImportRow, Link, RowState
from crm_connectors.plan import CREATED, SKIPPED, UNCHANGED, UPDATED
from crm_connectors.translate import LENGTHS
from crm_connectors.words import LIVES
from wedsync.weddings.models import Client, Life, Person, Role, Wedding


def room(model, field):
    return model._meta.get_field(field).max_length


@pytest.mark.parametrize(
    ("key", "rooms"),
    [
        ("couple.external_id", [room(Client, "external_id"), room(Link, "external_id")]),
        ("couple.name", [room(Client, "name")]),
        ("name", [room(Person, "given_name"), room(Person, "family_name")]),
        ("given_name", [room(Person, "given_name")]),
        ("family_name", [room(Person, "family_name")]),
        ("venue_name", [room(Wedding, "venue_name")]),
        ("venue_city", [room(Wedding, "venue_city")]),
        ("style", [room(Wedding, "style")]),
    ],
)
def test_what_a_cell_may_hold_fits_into_its_column(key, rooms):
    assert LENGTHS[key] <= min(rooms)


def test_a_couple_named_by_both_partners_fits():
    assert 2 * LENGTHS["given_name"] + len(" & ") <= room(Client, "name")


def test_our_words_are_the_tables_words():
    assert set(ROLES) == set(Role.values)
    assert set(LIVES.values()) == set(Life.values)
    assert {CREATED, UPDATED, UNCHANGED, SKIPPED} <= set(RowState.values)
    assert max(len(source) for source in SOURCES) <= room(Import, "source")


def test_rows_say_what_they_are():
    batch = Import(filename="couples.csv")

    assert str(batch) == "couples.csv"
    assert str(ImportRow(batch=batch, number=7)) == "row 7"
    assert str(Link(source="tave", kind="wedding", external_id="J-1")) == "tave wedding J-1"
