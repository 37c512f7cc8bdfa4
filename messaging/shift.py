"""Move messages from one state to another, in sets. The database refuses every other move."""

import datetime as dt
from collections.abc import Iterable
from enum import Enum
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import connection

from messaging.states import IN_FLIGHT, State, sources
from wedsync.lib.ids import array

LEASED = frozenset({State.CLAIMED, State.SENDING})


class Keep(Enum):
    """`not_before` stays as it is."""

    KEEP = "keep"


SHIFT = """
UPDATE messaging_message
SET state = %(state)s, reason = %(reason)s,
    not_before = CASE WHEN %(keep)s THEN not_before ELSE %(until)s END,
    lease_until = CASE WHEN %(leased)s THEN lease_until END,
    claims = CASE WHEN %(state)s = 'sending' THEN 0 ELSE claims END,
    tries = CASE WHEN %(state)s = 'sending' THEN tries + 1 ELSE tries END,
    alone = alone OR %(alone)s,
    maybe_duplicate = maybe_duplicate OR %(twice)s
WHERE id = ANY({ids}) AND state = ANY(%(sources)s)
RETURNING id
"""
OF_THESE = SHIFT.format(ids="%(ids)s::uuid[]")


class How(TypedDict, total=False):
    """All that may change with a state.

    Only messages in one of `source` (default: every state that may lead there) move; the others
    were faster. `until` becomes `not_before`; None means until somebody releases them.
    """

    source: Iterable[State] | None
    until: dt.datetime | Keep | None
    alone: bool
    maybe_duplicate: bool


def shift(ids: Iterable[UUID], state: State, reason: str = "", **how: Unpack[How]) -> list[UUID]:
    """Move the current tenant's messages to `state`; return those that really moved."""
    wanted = list(ids)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(OF_THESE, {"ids": array(wanted), **given(state, reason, **how)})
        return [row[0] for row in cursor.fetchall()]


def given(state: State, reason: str = "", **how: Unpack[How]) -> dict[str, Any]:
    """What SHIFT is told besides whom it moves."""
    source, until = how.get("source"), how.get("until", Keep.KEEP)
    return {
        "state": state.value,
        "reason": reason[:200],
        "sources": [s.value for s in source] if source else sources(state),
        "keep": until is Keep.KEEP,
        "until": None if until is Keep.KEEP else until,
        "leased": state in LEASED,
        "alone": how.get("alone", False),
        "twice": how.get("maybe_duplicate", False),
    }


def hold(ids: Iterable[UUID], reason: str, until: dt.datetime | None = None) -> list[UUID]:
    """Keep messages back until an instant, or (None) until a person or an event releases them."""
    return shift(ids, State.HELD, reason, until=until)


def retry(ids: Iterable[UUID], reason: str, at: dt.datetime, *, alone: bool = False) -> list[UUID]:
    """Back into the queue: it is certain that nothing was accepted."""
    return shift(ids, State.QUEUED, reason, source=IN_FLIGHT, until=at, alone=alone)
