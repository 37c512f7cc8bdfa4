"""What a person says about one planned step: when, or never, or as the timeline says again."""

import datetime as dt

from campaigns.models import Inside, PlannedStep
from campaigns.timelines.align import align
from campaigns.timelines.replan import locked
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record


def set_time(step: PlannedStep, at: dt.datetime, now: dt.datetime, *, actor: str) -> None:
    """Say it then, and not before it may be said: protected days stand above any word.

    Raises Refusal for a time that has passed, and for what has left.
    """
    if at < now:
        raise Refusal("That time has passed.", code="time_passed")
    _word(step, now, actor, "step.set", by_hand=True, due_at=at)


def leave_out(step: PlannedStep, now: dt.datetime, *, actor: str) -> None:
    """Not for this wedding. Raises Refusal if it has left."""
    _word(step, now, actor, "step.left_out", by_hand=True, due_at=None)


def as_planned(step: PlannedStep, now: dt.datetime, *, actor: str) -> None:
    """Take the word back. Raises Refusal if the step has left."""
    _word(step, now, actor, "step.as_planned", by_hand=False, settled=False)


def _word(step: PlannedStep, now: dt.datetime, actor: str, verb: str, **values: object) -> None:
    """The same lock as whoever plans or releases: what is about to leave isn't changed."""
    enrollments = locked([step.enrollment_id])
    if not enrollments or enrollments[0].state == Inside.STOPPED:
        raise Refusal("Nothing is sent to this wedding by this timeline.", code="not_inside")
    changed = PlannedStep.objects.filter(pk=step.pk, left_at=None).update(**values)
    if not changed:
        raise Refusal("This has left already.", code="step_left")
    align(enrollments, now)
    _refuse_gone(step)
    step.refresh_from_db()
    record(step.vendor_id, verb, step, actor=actor, data={"step": step.step_key})
    announce(step.vendor_id)


def _refuse_gone(step: PlannedStep) -> None:
    """A plan made anew may have no such step any more."""
    if not PlannedStep.objects.filter(pk=step.pk).exists():
        raise Refusal("The timeline has no such step for this wedding any more.", code="step_gone")
