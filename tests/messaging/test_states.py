"""The table of moves, and that the database holds the same one."""

import pytest
from django.db import IntegrityError, connection

from messaging.shift import shift
from messaging.states import FINAL, IN_FLIGHT, MOVES, PROVEN, WAITING, State, sources
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import operator


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)


@pytest.mark.django_db
@pytest.mark.parametrize("arrived", sorted(PROVEN))
@pytest.mark.parametrize("state", ["held", "queued"])
def test_nothing_arrives_without_an_intent(state, arrived):
    message = MessageFactory(state=state)

    with pytest.raises(IntegrityError, match="can not go"), operator():
        shift([message.pk], arrived)


@pytest.mark.django_db
def test_a_report_still_counts_for_what_is_about_to_be_said_again(now_of):
    message = MessageFactory(tries=1)

    with operator():
        shift([message.pk], State.DELIVERED)

    assert now_of(message).state == "delivered"


def test_an_intent_without_an_answer_never_simply_queues_again_from_claimed():
    assert State.CLAIMED not in MOVES[State.SENDING]
    assert State.CLAIMED not in MOVES[State.UNKNOWN]


def test_what_is_over_is_over():
    assert {State.DELIVERED, State.BOUNCED, State.CANCELLED, State.EXPIRED} <= set(FINAL)
    assert not FINAL & (WAITING | IN_FLIGHT)


def test_sources_are_the_inverse_of_moves():
    for target in State:
        assert sources(target) == [s.value for s in State if target in MOVES[s]]


@pytest.mark.django_db
def test_the_database_allows_exactly_the_same_moves():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s, t FROM unnest(%(all)s::text[]) s, unnest(%(all)s::text[]) t"
            " WHERE message_may_move(s, t)",
            {"all": [state.value for state in State]},
        )
        allowed = set(cursor.fetchall())

    assert allowed == {(s.value, t.value) for s, targets in MOVES.items() for t in targets}
