"""A campaign moves only as the table says."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.states import MOVES, OVER, UNLAUNCHED, State, sources

states = st.sampled_from(State)


def test_every_state_has_its_row():
    assert set(MOVES) == set(State)


@given(states, states)
def test_sources_and_moves_are_one_table(source, target):
    assert (source in sources(target)) == (target in MOVES[source])


@given(states, st.sets(states))
def test_sources_are_looked_for_among_the_given_ones_only(target, among):
    assert set(sources(target, among)) == set(sources(target)) & among


def test_what_is_over_stays_over():
    assert {State.FINISHED, State.CANCELLED} == OVER


@given(states)
def test_everything_that_is_not_over_can_be_cancelled(state):
    assert (State.CANCELLED in MOVES[state]) == (state not in OVER)


def test_what_was_launched_never_becomes_a_draft_but_by_a_pause_before_it_began():
    back = {state for state, moves in MOVES.items() if State.DRAFT in moves}

    assert back == (UNLAUNCHED - {State.DRAFT}) | {State.PAUSED}
