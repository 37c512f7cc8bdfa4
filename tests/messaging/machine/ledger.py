"""Everything the ledger says about one vendor, read in one statement."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db import connection

from wedsync.vendors.tenancy import operator

READ = """
SELECT json_build_object(
  'messages', (SELECT coalesce(json_agg(m ORDER BY m.id), '[]') FROM (
    SELECT m.id, m.state, m.reason, m.purpose, m.priority, m.person_id, m.fence,
      m.maybe_duplicate, m.not_before <= statement_timestamp() AS due,
      (SELECT coalesce(json_agg(json_build_array(v.source, v.target, v.reason) ORDER BY v.id), '[]')
       FROM messaging_move v WHERE v.message_id = m.id) AS moves,
      (SELECT coalesce(json_agg(json_build_object(
         'call', h.id, 'provider', h.provider, 'outcome', h.outcome, 'open', d.open,
         'fence', d.fence, 'check', h.check_at IS NOT NULL, 'name', d.provider_message_id,
         'money', (SELECT coalesce(sum(e.micros), 0) FROM billing_budgetentry e
                   WHERE e.message_id = m.id AND e.attempt_id = h.id)) ORDER BY h.id), '[]')
       FROM messaging_handed d JOIN messaging_handover h ON h.id = d.handover_id
       WHERE d.message_id = m.id) AS calls
    FROM messaging_message m WHERE m.vendor_id = %(vendor)s) m),
  'booked', (SELECT coalesce(sum(micros), 0) FROM billing_budgetentry
             WHERE vendor_id = %(vendor)s),
  'totals', (SELECT coalesce(json_agg(json_build_array(channel, spent)), '[]')
             FROM billing_budgettotal WHERE vendor_id = %(vendor)s))
"""


@dataclass(frozen=True)
class Call:
    """A message's part in a handover, with the money that is booked for it."""

    id: UUID
    provider: str
    outcome: str
    open: bool
    fence: int
    looked_after: bool
    name: str
    money: int


@dataclass(frozen=True)
class Line:
    """A message as it stands: its moves are (from, to, reason)."""

    id: UUID
    state: str
    reason: str
    purpose: str
    priority: int
    person_id: UUID
    fence: int
    flagged: bool
    due: bool
    moves: list[tuple[str, str, str]]
    calls: list[Call]


@dataclass(frozen=True)
class Ledger:
    lines: list[Line]
    booked: int
    totals: dict[str, int]

    @cached_property
    def calls(self) -> dict[UUID, Call]:
        return {call.id: call for line in self.lines for call in line.calls}

    def among(self, *states: str) -> list[Line]:
        return [line for line in self.lines if line.state in states]


def read_ledger(vendor_id: UUID) -> Ledger:
    with operator(), connection.cursor() as cursor:
        cursor.execute(READ, {"vendor": vendor_id})
        (said,) = cursor.fetchone()
    return Ledger([_line(one) for one in said["messages"]], said["booked"], dict(said["totals"]))


def _line(said: dict) -> Line:
    return Line(
        id=UUID(said["id"]),
        state=said["state"],
        reason=said["reason"],
        purpose=said["purpose"],
        priority=said["priority"],
        person_id=UUID(said["person_id"]),
        fence=said["fence"],
        flagged=said["maybe_duplicate"],
        due=bool(said["due"]),
        moves=[tuple(move) for move in said["moves"]],
        calls=[_call(one) for one in said["calls"]],
    )


def _call(said: dict) -> Call:
    return Call(
        id=UUID(said["call"]),
        provider=said["provider"],
        outcome=said["outcome"],
        open=said["open"],
        fence=said["fence"],
        looked_after=said["check"],
        name=said["name"],
        money=said["money"],
    )
