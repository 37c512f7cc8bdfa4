"""What choosing each person's hour is worth: against those who got the usual one all the same."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from campaigns.broadcast.worth import Arm, Worth, worth
from messaging.states import State
from personalization.send_time import Reason

# Trying another hour to learn from it is part of choosing, so it counts with it.
CHOSEN = [Reason.PERSON, Reason.VENDOR, Reason.SEGMENT, Reason.EXPLORING]
USUAL = [Reason.HELD_OUT]
ARRIVED = [State.ACCEPTED, State.SENT, State.DELIVERED]

# What a person did: clicks of machines and opens say nothing.
ACTED = """
SELECT r.hour_reason = ANY(%(usual)s), count(*),
  count(*) FILTER (WHERE EXISTS (
      SELECT FROM messaging_deliveryevent e
      WHERE e.message_id = r.message_id AND e.kind = 'clicked' AND e.reader = 'human')
    OR EXISTS (SELECT FROM messaging_inbound i WHERE i.answers_id = r.message_id))
FROM (
  SELECT vendor_id, message_id, hour_reason FROM campaigns_recipient
  UNION ALL SELECT vendor_id, message_id, hour_reason FROM campaigns_stepmessage
) r JOIN messaging_message m ON m.id = r.message_id
WHERE r.vendor_id = %(vendor)s AND m.state = ANY(%(arrived)s)
  AND r.hour_reason = ANY(%(both)s)
GROUP BY 1
"""


@dataclass(frozen=True)
class HourReport:
    chosen: Arm
    usual: Arm
    worth: Worth


def hour_report(vendor_id: UUID) -> HourReport:
    """Over all of the current tenant's campaigns and timelines: one alone knows too little."""
    given: dict[str, UUID | list[str]] = {
        "vendor": vendor_id,
        "both": [one.value for one in (*CHOSEN, *USUAL)],
        "usual": [one.value for one in USUAL],
        "arrived": [one.value for one in ARRIVED],
    }
    with connection.cursor() as cursor:
        cursor.execute(ACTED, given)
        arms = {held_out: Arm(acted, people) for held_out, people, acted in cursor.fetchall()}
    chosen, usual = arms.get(False, Arm(0, 0)), arms.get(True, Arm(0, 0))
    return HourReport(chosen, usual, worth(chosen, usual))
