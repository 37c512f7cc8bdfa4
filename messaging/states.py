"""The states of a message and the only moves between them. The database holds the same table.

Opens, clicks, replies and complaints are facts about a message, never states of it.
"""

from enum import StrEnum


class State(StrEnum):
    SCHEDULED = "scheduled"  # its moment lies ahead
    HELD = "held"  # a gate said "not now"; the reason says why
    QUEUED = "queued"  # may be claimed
    CLAIMED = "claimed"  # leased by a worker; nothing can have left yet
    SENDING = "sending"  # the intent is committed; it may have left
    UNKNOWN = "unknown"  # nobody knows whether it left
    ACCEPTED = "accepted"  # the provider has it
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DEAD = "dead"  # needs a person


S = State
WAITING = frozenset({S.SCHEDULED, S.HELD, S.QUEUED})
IN_FLIGHT = frozenset({S.CLAIMED, S.SENDING, S.UNKNOWN})
DROPPED = frozenset({S.SUPPRESSED, S.CANCELLED, S.EXPIRED})
REPORTED = frozenset({S.ACCEPTED, S.SENT, S.DELIVERED, S.BOUNCED, S.FAILED, S.SUPPRESSED})
# What a late report proves of a message that was given up, or is about to be said again: it did
# arrive, so it must not leave a second time.
PROVEN = frozenset({S.ACCEPTED, S.SENT, S.DELIVERED, S.BOUNCED})

MOVES: dict[State, frozenset[State]] = {
    S.SCHEDULED: frozenset({S.QUEUED, S.HELD, S.CANCELLED, S.EXPIRED}),
    S.HELD: frozenset({S.QUEUED, S.CANCELLED, S.EXPIRED}) | PROVEN,
    S.QUEUED: frozenset({S.CLAIMED, S.HELD, S.DEAD}) | DROPPED | PROVEN,
    S.CLAIMED: frozenset({S.SENDING, S.QUEUED, S.HELD, S.DEAD}) | DROPPED | PROVEN,
    # A webhook may overtake the worker's own note of the answer, hence the far jumps.
    S.SENDING: frozenset({S.QUEUED, S.UNKNOWN}) | REPORTED,
    S.UNKNOWN: frozenset({S.QUEUED, S.DEAD}) | REPORTED,
    S.ACCEPTED: REPORTED - {S.ACCEPTED},
    S.SENT: frozenset({S.DELIVERED, S.BOUNCED, S.FAILED, S.SUPPRESSED}),
    S.DELIVERED: frozenset(),
    S.BOUNCED: frozenset(),
    S.FAILED: frozenset(),
    S.SUPPRESSED: frozenset(),
    S.CANCELLED: frozenset(),
    S.EXPIRED: frozenset(),
    S.DEAD: frozenset({S.QUEUED}) | PROVEN,
}
FINAL = frozenset(state for state, moves in MOVES.items() if not moves)


def sources(target: State) -> list[str]:
    """The states a message may be in to move to `target`, in declaration order."""
    return [state.value for state, moves in MOVES.items() if target in moves]
