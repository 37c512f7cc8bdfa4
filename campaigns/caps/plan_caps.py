"""Make room before the day comes: move what would be one too many, a week ahead."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import orjson
from django.db import connection

from campaigns.cap import Fate, OnExceed, Placed, Rule, plan
from campaigns.cap.outcome import A_WEEK, STANDS, is_news
from campaigns.caps.items import planned
from campaigns.caps.move_recipients import move_recipients
from campaigns.caps.reply_load import capacity_now
from campaigns.models import CapMove, PlannedStep
from campaigns.timeline import Reason, Stand
from messaging.caps import cap_rules_of
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

VENDORS = 100  # a batch of ids
NOBODY = UUID(int=0)
Rows = Mapping[str, PlannedStep]  # by the key of its item

# Whoever sent, planned or set it by hand in the meantime was first.
MOVE = """
UPDATE campaigns_plannedstep ours
SET state = new.state, due_at = new.due_at, reason = new.reason, settled = new.settled
FROM json_to_recordset(%s) AS new(
  id uuid, state text, due_at timestamptz, reason text, settled boolean,
  was_state text, was_due timestamptz, moment timestamptz)
WHERE ours.id = new.id AND ours.left_at IS NULL AND NOT ours.by_hand AND ours.state = new.was_state
  AND ours.due_at IS NOT DISTINCT FROM new.was_due AND ours.moment IS NOT DISTINCT FROM new.moment
RETURNING ours.id
"""
# Ids only: who has anything planned soon.
SOON = """
SELECT vendor_id FROM (
  SELECT vendor_id FROM campaigns_plannedstep
  WHERE state = 'planned' AND vendor_id > %(last)s AND due_at BETWEEN %(now)s AND %(end)s
  UNION
  SELECT vendor_id FROM campaigns_campaign WHERE state = 'running' AND vendor_id > %(last)s
) soon
GROUP BY vendor_id ORDER BY vendor_id LIMIT %(most)s
"""


def plan_caps_all(now: dt.datetime) -> int:
    """For every vendor with something planned within the week; return how many steps changed."""
    changed, last = 0, NOBODY
    while ids := _vendors(last, now):
        for vendor_id in ids:
            with tenant(vendor_id):
                changed += plan_caps(Vendor.objects.get(pk=vendor_id), now)
        last = ids[-1]
    return changed


def plan_caps(vendor: Vendor, now: dt.datetime, starting: UUID | None = None) -> int:
    """In the current tenant; return how much changed. The same facts change nothing twice.

    `starting`: a campaign that begins now, whose people may still be put off.
    """
    rules = rules_of(vendor)
    found = planned(vendor, [rule.cap for rule in rules], now, starting)
    rows = {key: row for key, (_, row) in found.steps.items()}
    people = {key: one for key, (_, one) in found.people.items()}
    placed = plan(found.items, found.left, rules, now, capacity_now(vendor, now))
    steps = [one for one in placed if _key(one) in rows]
    others = [one for one in placed if _key(one) in people]
    changed = _write([one for one in steps if _is_news(one, rows[_key(one)], now)], rows, now)
    return changed + move_recipients(others, people, now)


def rules_of(vendor: Vendor) -> list[Rule]:
    """In the current tenant."""
    return [Rule(rule.cap, OnExceed(rule.on_exceed)) for rule in cap_rules_of(vendor)]


def _vendors(last: UUID, now: dt.datetime) -> list[UUID]:
    with operator(), connection.cursor() as cursor:
        given: dict[str, UUID | dt.datetime | int] = {
            "last": last,
            "now": now,
            "end": now + A_WEEK,
            "most": VENDORS,
        }
        cursor.execute(SOON, given)
        return [row[0] for row in cursor.fetchall()]


def _key(placed: Placed) -> str:
    return str(placed.item.key)


def _is_news(placed: Placed, row: PlannedStep, now: dt.datetime) -> bool:
    return is_news(placed, Stand(row.state), row.due_at, now)


def _write(placed: Sequence[Placed], rows: Rows, now: dt.datetime) -> int:
    changes = [_change(one, rows[_key(one)]) for one in placed]
    if not changes:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [orjson.dumps(changes).decode()])
        done = {row[0] for row in cursor.fetchall()}
    here = [one for one in placed if rows[_key(one)].pk in done]
    moved = [one for one in here if one.fate is not Fate.KEPT]
    _forget(done - {rows[_key(one)].pk for one in moved})
    _remember(moved, rows, now)
    return len(done)


def _change(placed: Placed, row: PlannedStep) -> dict[str, object]:
    """Back at its wish, a step is again as its timeline had planned it."""
    move = getattr(row, "cap_move", None)
    back = placed.fate is Fate.KEPT
    return {
        "id": row.pk,
        "state": STANDS[placed.fate],
        "due_at": placed.at,
        "reason": (move.reason if move else row.reason) if back else Reason.CAP,
        "settled": (move.settled if move else row.settled) if back else True,
        "was_state": row.state,
        "was_due": row.due_at,
        "moment": row.moment,
    }


def _forget(ids: Iterable[UUID]) -> None:
    CapMove.objects.filter(step__id__among=list(ids)).delete()


def _remember(moved: Iterable[Placed], rows: Rows, now: dt.datetime) -> None:
    CapMove.objects.bulk_create(
        [_memory(one, rows[_key(one)], now) for one in moved],
        update_conflicts=True,
        unique_fields=["step"],
        update_fields=["fate", "rule", "moment", "wished", "reason", "settled", "at"],
    )


def _memory(placed: Placed, row: PlannedStep, now: dt.datetime) -> CapMove:
    move = getattr(row, "cap_move", None) if row.reason == Reason.CAP else None
    return CapMove(
        id=uuid7(),
        vendor_id=row.vendor_id,
        step=row,
        fate=placed.fate.value,
        rule=placed.rule,
        moment=row.moment,
        wished=placed.item.wish,
        reason=move.reason if move else row.reason,
        settled=move.settled if move else row.settled,
        at=now,
    )
