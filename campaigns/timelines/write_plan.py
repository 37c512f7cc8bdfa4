"""Write plans down: a row for every slot, and where each wedding now stands, set by set."""

import datetime as dt
from collections.abc import Iterable, Sequence

import orjson
from django.db import connection

from campaigns.models import Inside, PlannedStep
from campaigns.timeline import Planned, Stand
from campaigns.timeline.basis_hash import basis_hash
from campaigns.timelines.ask_vendor import ask_vendor
from campaigns.timelines.case import Case

Plans = Sequence[tuple[Case, Sequence[Planned]]]
OVER = frozenset({Stand.LEFT, Stand.SKIPPED})

# What has left is no plan any more: no later one touches it.
STEPS = """
INSERT INTO campaigns_plannedstep AS ours
  (id, vendor_id, enrollment_id, wedding_id, step_key, occurrence, state, moment, due_at, reason,
   settled, by_hand)
SELECT uuidv7(), %(vendor)s, line.*
FROM json_to_recordset(%(rows)s) AS line(
  enrollment_id uuid, wedding_id uuid, step_key text, occurrence smallint, state text,
  moment timestamptz, due_at timestamptz, reason text, settled boolean, by_hand boolean)
ON CONFLICT (enrollment_id, step_key, occurrence) DO UPDATE SET
  state = excluded.state, moment = excluded.moment, due_at = excluded.due_at,
  reason = excluded.reason, settled = excluded.settled, by_hand = excluded.by_hand
WHERE ours.left_at IS NULL AND
  (ours.state, ours.moment, ours.due_at, ours.reason, ours.settled, ours.by_hand) IS DISTINCT FROM
  (excluded.state, excluded.moment, excluded.due_at, excluded.reason, excluded.settled,
   excluded.by_hand)
"""
STANDING = """
UPDATE campaigns_enrollment ours SET state = new.state, reason = new.reason, basis = new.basis,
  ended_at = CASE WHEN new.state = 'active' THEN NULL
                  WHEN new.state = ours.state THEN ours.ended_at ELSE %(now)s END
FROM json_to_recordset(%(rows)s) AS new(id uuid, state text, reason text, basis text)
WHERE ours.id = new.id AND (ours.state, ours.reason, ours.basis)
  IS DISTINCT FROM (new.state, new.reason, new.basis)
"""


def write_plan(plans: Plans, now: dt.datetime) -> None:
    """Three statements, however many. The enrollments are locked."""
    if not plans:
        return
    vendor = plans[0][0].enrollment.vendor_id
    _delete_strays(plans)
    ask_vendor(plans)
    rows = [_row(case, line) for case, lines in plans for line in lines if not _left(line)]
    standings = [_standing(case, lines) for case, lines in plans]
    with connection.cursor() as cursor:
        cursor.execute(STEPS, {"vendor": vendor, "rows": orjson.dumps(rows).decode()})
        cursor.execute(STANDING, {"now": now, "rows": orjson.dumps(standings).decode()})


def _delete_strays(plans: Plans) -> None:
    """Rows of steps that this version doesn't have any more."""
    strays = [
        row.pk
        for case, lines in plans
        for slot in case.by_slot.keys() - {line.slot for line in lines}
        if (row := case.by_slot[slot]).left_at is None
    ]
    if strays:
        PlannedStep.objects.filter(pk__among=strays, left_at=None).delete()


def _left(line: Planned) -> bool:
    return line.stand is Stand.LEFT


def _row(case: Case, line: Planned) -> dict[str, object]:
    """A word keeps its instant while it can't be planned."""
    by_hand = line.slot in case.past.words
    return {
        "enrollment_id": case.enrollment.pk,
        "wedding_id": case.enrollment.wedding_id,
        "step_key": line.slot.key,
        "occurrence": line.slot.occurrence,
        "state": line.stand,
        "moment": line.moment,
        "due_at": line.due or (case.past.words[line.slot] if by_hand else None),
        "reason": line.reason,
        "settled": _settled(case.by_slot.get(line.slot), line),
        "by_hand": by_hand,
    }


def _settled(before: PlannedStep | None, line: Planned) -> bool:
    """What was kept because its worker is on the way isn't settled by that."""
    if before is not None and line.stand is Stand.PLANNED and before.due_at == line.due:
        return before.settled
    return line.settled


def _standing(case: Case, lines: Iterable[Planned]) -> dict[str, object]:
    one, facts = case.enrollment, case.facts
    state, reason = one.state, one.reason
    if state != Inside.STOPPED and not case.past.ended:
        over = all(line.stand in OVER for line in lines)
        state, reason = (Inside.COMPLETED if over else Inside.ACTIVE).value, ""
        if facts.stopped:
            state, reason = Inside.STOPPED.value, facts.stopped
    return {"id": one.pk, "state": state, "reason": reason, "basis": basis_hash(facts)}
