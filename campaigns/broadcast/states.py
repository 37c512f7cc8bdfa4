"""The states of a campaign and the only moves between them. Pure."""

from collections.abc import Collection
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"  # somebody asked for a second look
    SCHEDULED = "scheduled"  # approved, its moment lies ahead
    RUNNING = "running"
    PAUSED = "paused"  # by a person, or because only a person can go on; the reason says which
    FINISHED = "finished"
    CANCELLED = "cancelled"


S = State
MOVES: dict[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.REVIEW, S.SCHEDULED, S.RUNNING, S.CANCELLED}),
    S.REVIEW: frozenset({S.DRAFT, S.SCHEDULED, S.RUNNING, S.CANCELLED}),
    S.SCHEDULED: frozenset({S.DRAFT, S.RUNNING, S.PAUSED, S.CANCELLED}),
    S.RUNNING: frozenset({S.PAUSED, S.FINISHED, S.CANCELLED}),
    # Back to a plan or a draft only what never began: who resumes, decides which.
    S.PAUSED: frozenset({S.RUNNING, S.SCHEDULED, S.DRAFT, S.CANCELLED}),
    S.FINISHED: frozenset(),
    S.CANCELLED: frozenset(),
}
OVER = frozenset(state for state, moves in MOVES.items() if not moves)
UNLAUNCHED = frozenset({S.DRAFT, S.REVIEW, S.SCHEDULED})  # may still be edited


def sources(target: State, among: Collection[State] = tuple(State)) -> list[State]:
    """The states, of those given, that may lead to `target`, in declaration order."""
    return [state for state, moves in MOVES.items() if target in moves and state in among]
