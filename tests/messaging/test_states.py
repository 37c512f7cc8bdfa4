"""The table of moves, and that the database holds the same one."""

import pytest
from django.db import connection

from messaging.states import FINAL, IN_FLIGHT, MOVES, WAITING, State, sources


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)


def test_nothing_leaves_without_an_intent():
    reaching = {state for state, moves in MOVES.items() if State.ACCEPTED in moves}

    assert reaching == {State.SENDING, State.UNKNOWN}


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
