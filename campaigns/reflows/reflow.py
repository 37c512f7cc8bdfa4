"""A wedding's facts change: shown before it happens, made in one transaction, kept, undone.

Nobody computes how to get from the old plan to the new one. The facts are written, and the plan is
made anew from them and from what has left: that is why a date that moves three times and back
repeats nothing.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from campaigns.models import Enrollment, Inside, PlannedStep, Proposal, Reflow
from campaigns.reflow.changes import Facts, booked, changed
from campaigns.reflow.changes_json import over, to_json
from campaigns.reflows.facts import facts_of, venue_zone, write_facts
from campaigns.reflows.lines import Line, from_json, kept_of, left_since, lines_between
from campaigns.reflows.lines import to_json as lines_to_json
from campaigns.reflows.old_date import correct_date, take_corrections_back
from campaigns.timeline import Slot
from campaigns.timelines.align import align
from campaigns.timelines.basis_of import OVER
from campaigns.timelines.outlook import NOTHING_KEPT, Kept
from campaigns.timelines.replan import locked
from campaigns.timelines.rows import slot_of
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record, say_actor
from wedsync.weddings.models import Wedding

Told = dict[str, Any]
DATE = {"date", "precision"}
DECIDED = worded("This change has been decided already.")


def propose(wedding: Wedding, after: Facts, *, source: str, actor: str) -> Reflow:
    """Keep a change for a person to look at; nothing else happens. Raises Refusal for none."""
    before = facts_of(wedding)
    names = changed(before, after)
    if not names:
        raise Refusal("That is what stands there already.", code="nothing_changes")
    return Reflow.objects.create(
        vendor_id=wedding.vendor_id,
        wedding=wedding,
        source=source,
        actor=actor,
        before=to_json(before, names),
        after=to_json(after, names),
    )


def apply(reflow: Reflow, now: dt.datetime, actor: str) -> tuple[Line, ...]:
    """Facts, plans, messages that wait, the difference and the record: all of it or nothing.

    Raises Refusal if it has been decided, or if the facts are others by now.
    """
    ours = _locked(reflow, Proposal.PROPOSED, DECIDED)
    _note_booking(ours, now)
    lines = _turn(ours, ours.before, ours.after, now, actor)
    if DATE & ours.after.keys():
        correct_date(ours, now)
    _end(ours, Proposal.APPLIED, actor, applied_at=now, changes=lines_to_json(lines))
    reflow.refresh_from_db()
    return lines


def undo(reflow: Reflow, now: dt.datetime, actor: str) -> list[Line]:
    """The old facts again, and a plan made from them; return what it had moved and has left since.

    Raises Refusal if it isn't the last word about these facts.
    """
    ours = _locked(reflow, Proposal.APPLIED, worded("This change isn't in force."))
    lines = from_json(ours.changes)
    gone = left_since(lines, _left_later(ours))
    _restart(ours)
    _turn(ours, ours.after, ours.before, now, actor, lambda pk: kept_of(lines, pk, now))
    take_corrections_back(ours)
    _end(ours, Proposal.UNDONE, actor, ended_at=now)
    reflow.refresh_from_db()
    return gone


def refuse(reflow: Reflow, now: dt.datetime, actor: str) -> None:
    """Leave everything as it is. Raises Refusal if it has been decided."""
    ours = _locked(reflow, Proposal.PROPOSED, DECIDED)
    _end(ours, Proposal.REFUSED, actor, ended_at=now)
    reflow.refresh_from_db()


def inside(wedding_id: UUID) -> QuerySet[Enrollment]:
    """Where its plan follows its facts."""
    ours = Enrollment.objects.filter(wedding=wedding_id).exclude(state=Inside.EXITED)
    return ours.select_related("timeline").order_by("pk")


def _locked(reflow: Reflow, state: Proposal, otherwise: str) -> Reflow:
    """The wedding first, then the change of it: always in this order, so that nobody deadlocks."""
    Wedding.objects.select_for_update(no_key=True).get(pk=reflow.wedding_id)
    ours = Reflow.objects.select_for_update().get(pk=reflow.pk)
    if ours.state != state:
        raise Refusal(otherwise, code=f"reflow_{ours.state}")
    return ours


def _turn(
    reflow: Reflow,
    old: Told,
    new: Told,
    now: dt.datetime,
    actor: str,
    kept: Callable[[UUID], Kept] = lambda _: NOTHING_KEPT,
) -> tuple[Line, ...]:
    wedding = Wedding.objects.get(pk=reflow.wedding_id)
    facts = facts_of(wedding)
    if over(facts, old) != facts:
        raise Refusal(
            "This wedding's facts have changed since: look at them before you change them again.",
            code="facts_changed",
        )
    say_actor(actor)
    enrollments = locked(inside(wedding.pk).values_list("pk", flat=True))
    write_facts(wedding, facts, over(facts, new))
    views = align(enrollments, now, kept)
    return tuple(line for view in views for line in lines_between(view))


def _note_booking(reflow: Reflow, now: dt.datetime) -> None:
    """A booking has its day: a part of the change, so that undoing it takes that back, too."""
    if "life" not in reflow.after:
        return
    wedding = Wedding.objects.select_related("vendor").get(pk=reflow.wedding_id)
    before = facts_of(wedding)
    after = over(before, reflow.after)
    noted = booked(before, after, now, venue_zone(after, wedding.vendor))
    if noted != after:
        reflow.before |= to_json(before, ["milestones"])
        reflow.after |= to_json(noted, ["milestones"])
        reflow.save(update_fields=["before", "after"])


def _restart(reflow: Reflow) -> None:
    """What this change had stopped; undoing it is a person's word."""
    ended = reflow.after.get("life")
    if ended in OVER and reflow.before["life"] not in OVER:
        stopped = Enrollment.objects.filter(wedding=reflow.wedding_id, state=Inside.STOPPED)
        stopped.filter(reason=ended).update(state=Inside.ACTIVE, reason="")


def _left_later(reflow: Reflow) -> set[tuple[UUID, Slot]]:
    since = PlannedStep.objects.filter(wedding=reflow.wedding_id, left_at__gt=reflow.applied_at)
    return {(row.enrollment_id, slot_of(row)) for row in since}


def _end(reflow: Reflow, state: Proposal, actor: str, **also: Any) -> None:
    also["state"] = state
    for name, value in also.items():
        setattr(reflow, name, value)
    reflow.save(update_fields=list(also))
    data = {"facts": sorted(reflow.after), "touched": len(reflow.changes)}
    record(reflow.vendor_id, f"reflow.{state}", reflow.wedding, actor=actor, data=data)
    announce(reflow.vendor_id)
