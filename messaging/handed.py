"""Write down which messages travel in which call, and that they arrived: each in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from messaging.compose import Composed
from messaging.in_common import apart
from messaging.models import Handover, Outcome
from messaging.shift import SHIFT, given
from messaging.states import State
from wedsync.lib.bound import bound
from wedsync.lib.lines import lines

UNDER_WAY = (State.SENDING, State.UNKNOWN)
# As documents: a fraction of what a row of parameters each costs.
NOTE = """
INSERT INTO messaging_handed
  (id, vendor_id, handover_id, message_id, position, fence, address, context,
   provider_message_id, open)
SELECT uuidv7(), %(vendor)s, handover_id, message_id, position, fence, address, context::jsonb,
       '', true
FROM ROWS FROM (
  json_to_recordset(%(members)s) AS (
    handover_id uuid, message_id uuid, position smallint, fence bigint, address text),
  string_to_table(%(contexts)s, E'\\n')
) AS member(handover_id, message_id, position, fence, address, context)
"""
# Compare and swap, with all that follows for the members. The provider's ids are in their order.
CLOSE = """
WITH closed AS (
  UPDATE messaging_handover
  SET outcome = %(outcome)s, detail = %(detail)s, closed_at = clock_timestamp(), check_at = NULL
  WHERE id = %(handover)s AND outcome = ANY(%(outcomes)s) RETURNING id
), members AS (
  UPDATE messaging_handed member
  SET open = false,
      provider_message_id = coalesce((%(names)s::text[])[position + 1], provider_message_id)
  FROM closed WHERE member.handover_id = closed.id
  RETURNING member.message_id
)"""
THEIRS = "SELECT message_id FROM members"
SHUT = f"{CLOSE} {THEIRS}"
# The usual end of a call, in one question.
ARRIVE = f"{CLOSE}, moved AS ({SHIFT.format(ids=f'ARRAY({THEIRS})')}) {THEIRS}"


def note(calls: Sequence[tuple[Handover, Sequence[Composed]]], fences: Mapping[UUID, int]) -> None:
    """The current tenant's calls, and who travels in them, in the order of their batches."""
    if not calls:
        return
    members = [member for call in calls for member in _members(*call, fences)]
    noted: dict[str, UUID | str] = {
        "vendor": calls[0][0].vendor_id,
        "members": orjson.dumps(members).decode(),
        "contexts": lines(own for call in calls for own in _apart(*call)),
    }
    Handover.objects.bulk_create([handover for handover, _ in calls])
    with bound() as cursor:
        cursor.execute(NOTE, noted)


def _members(
    handover: Handover, group: Sequence[Composed], fences: Mapping[UUID, int]
) -> list[dict[str, Any]]:
    return [
        {
            "handover_id": handover.pk,
            "message_id": one.message.pk,
            "position": position,
            "fence": fences[one.message.pk],
            "address": one.envelope.to,
        }
        for position, one in enumerate(group)
    ]


def _apart(handover: Handover, group: Sequence[Composed]) -> list[dict[str, Any]]:
    """Each one's own context; what all of them say stays with the handover."""
    handover.context, own = apart([one.context for one in group])
    return own


def close(
    handover: Handover,
    outcome: Outcome,
    detail: str,
    *,
    source: Sequence[Outcome],
    names: Sequence[str] = (),
) -> list[UUID]:
    """The message ids of the handover, or nothing when somebody else closed it first.

    `names`: what the provider calls each of them.
    """
    return _run(SHUT, _closing(handover, outcome, detail, source, names))


def arrive(handover: Handover, *, source: Sequence[Outcome], names: Sequence[str]) -> list[UUID]:
    """As `close` for what was accepted, and its messages that are still under way are accepted."""
    closing = _closing(handover, Outcome.ACCEPTED, "", source, names)
    return _run(ARRIVE, closing | given(State.ACCEPTED, source=UNDER_WAY))


def _closing(
    handover: Handover,
    outcome: Outcome,
    detail: str,
    source: Sequence[Outcome],
    names: Sequence[str],
) -> dict[str, Any]:
    return {
        "handover": handover.pk,
        "outcome": outcome.value,
        "detail": detail[:300],
        "outcomes": [one.value for one in source],
        "names": list(names),
    }


def _run(sql: str, closing: Mapping[str, Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, closing)
        return [row[0] for row in cursor.fetchall()]
