"""What can be told is what is read somewhere, and the other way round."""

from crm_connectors.outgoing.catalogue import CHOICES, KINDS, TEST
from crm_connectors.outgoing.gather import SOURCES


def test_every_kind_has_one_source():
    read = [kind for source in SOURCES for kind in source.KINDS]

    assert sorted(read) == sorted(kind.key for kind in CHOICES)


def test_a_test_is_nobodys_choice():
    assert TEST in KINDS
    assert TEST not in {kind.key for kind in CHOICES}


def test_kinds_are_grouped_by_what_they_are_about():
    assert KINDS["message.bounced"].group == "message"
