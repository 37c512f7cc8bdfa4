"""Write down which messages travel in a handover, all of them in one statement."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import orjson
from django.db import connection

from messaging.compose import Composed
from messaging.models import Handover

# As one document: a fraction of what a row of parameters each costs.
NOTE = """
INSERT INTO messaging_handed
  (id, vendor_id, handover_id, message_id, position, fence, address, context,
   provider_message_id, open)
SELECT uuidv7(), %(vendor)s, %(handover)s, member.*, '', true
FROM json_to_recordset(%(members)s) AS member(
  message_id uuid, position smallint, fence bigint, address text, context jsonb)
"""
# The provider's ids are in the order of the batch.
ACCEPT = """
UPDATE messaging_handed h SET provider_message_id = given.id
FROM unnest(%(ids)s::text[]) WITH ORDINALITY AS given(id, place)
WHERE h.handover_id = %(handover)s AND h.position = given.place - 1
"""


def note(handover: Handover, group: Sequence[Composed], fences: Mapping[UUID, int]) -> None:
    """In the order in which they stand in the batch."""
    members = [
        {
            "message_id": one.message.pk,
            "position": position,
            "fence": fences[one.message.pk],
            "address": one.envelope.to,
            "context": one.context,
        }
        for position, one in enumerate(group)
    ]
    whose = {"vendor": handover.vendor_id, "handover": handover.pk}
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {**whose, "members": orjson.dumps(members).decode()})


def name(handover: Handover, provider_ids: Sequence[str]) -> None:
    """By what the provider calls them."""
    with connection.cursor() as cursor:
        cursor.execute(ACCEPT, {"handover": handover.pk, "ids": list(provider_ids)})
