"""A closed list of scopes, each with words and with a right behind it."""

import pytest

from tests.factories import MembershipFactory
from wedsync.vendors.membership import Right, within
from wedsync.vendors.scopes import WORDS, Scope, right_for

pytestmark = pytest.mark.django_db


def test_every_scope_is_said_in_words():
    assert set(WORDS) == set(Scope)


def test_reading_needs_a_seat_and_what_reaches_couples_more():
    assert right_for(Scope.CLIENTS_READ) is Right.LOOK
    assert right_for(Scope.CLIENTS_WRITE) is Right.WRITE
    assert right_for(Scope.WEDDINGS_MOVE) is Right.SEND
    assert right_for(Scope.CAMPAIGNS_SEND) is Right.SEND
    assert right_for(Scope.WEBHOOKS_WRITE) is Right.OWN


def test_a_role_reaches_what_its_rights_do():
    reached = {role: set(within(MembershipFactory(role=role))) for role in ("viewer", "owner")}

    assert reached["owner"] == set(Scope)
    assert {scope.partition(":")[2] for scope in reached["viewer"]} == {"read"}
