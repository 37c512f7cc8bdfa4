"""What every connector keeps to, by being in its folder."""

import pytest

from crm_connectors.fields import FIELDS, SOURCES
from crm_connectors.inbound_map import CONTRACT, check_mapping
from crm_connectors.known_connectors import connector_of, connectors
from crm_connectors.protocol import Hears, Pulls
from wedsync.lib.refusal import Refusal

each = pytest.mark.parametrize("key", sorted(connectors()))


def test_they_are_found_by_being_there():
    by_hook = {"honeybook", "17hats", "dubsado", "aisle_planner", "studio_ninja", "custom"}

    assert set(connectors()) == {"vsco", "calendar", "lead_mail"} | by_hook


@each
def test_it_says_what_it_can_and_cannot_and_how_to_set_it_up(key):
    connector = connectors()[key]

    sentences = [*connector.can, *connector.cannot, *connector.steps]
    assert connector.key == key
    assert all((connector.can, connector.cannot, connector.steps))
    assert all(sentence.endswith((".", ":")) for sentence in sentences)
    assert any("consent" in sentence for sentence in connector.cannot)


@each
def test_its_name_fits_where_it_is_kept(key):
    assert len(key) <= 20
    assert key in SOURCES


@each
def test_it_either_can_be_asked_or_tells_us(key):
    connector = connectors()[key]

    assert isinstance(connector, Pulls) != isinstance(connector, Hears)
    assert isinstance(connector, Pulls) == bool(connector.credentials)


@each
def test_its_fields_are_ours_and_mean_one_thing_each(key):
    fields = getattr(connectors()[key], "fields", {})
    words = [word for said in fields.values() for word in said]

    assert fields.keys() <= FIELDS.keys()
    assert len(set(words)) == len(words)


def test_the_contract_names_fields_that_we_have():
    assert CONTRACT.keys() <= FIELDS.keys()
    assert check_mapping({"a.b": "wedding.date", "c": ""}) == {"a.b": "wedding.date", "c": ""}


def test_a_system_we_do_not_know_is_refused():
    with pytest.raises(Refusal) as refused:
        connector_of("excel")

    assert refused.value.code == "no_such_system"
