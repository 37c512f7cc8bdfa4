"""Stop and go, by a person: a timeline for everybody, or one wedding inside it."""

import datetime as dt

from campaigns.models import Enrollment, Inside, PlannedStep, Timeline
from campaigns.timeline import Reason, Stand
from campaigns.timelines.basis_of import OVER
from campaigns.timelines.replan import replan
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record


def pause_timeline(timeline: Timeline, now: dt.datetime, *, actor: str) -> None:
    """Everybody stays inside, and nothing leaves any more. Raises Refusal."""
    _turn(timeline, "paused", now, worded("This timeline is paused already."), actor)


def resume_timeline(timeline: Timeline, now: dt.datetime, *, actor: str) -> None:
    """What came due meanwhile is up to its late policy: nothing is simply sent. Raises Refusal."""
    _turn(timeline, "resumed", None, worded("This timeline isn't paused."), actor)


def take_out(enrollment: Enrollment, now: dt.datetime, *, actor: str) -> None:
    """Whatever has not left will not. Raises Refusal."""
    locked = _locked(enrollment)
    if locked.state == Inside.EXITED:
        raise Refusal("This wedding was taken out already.", code="already_out")
    locked.state, locked.reason, locked.ended_at = Inside.EXITED, actor[:120], now
    locked.save(update_fields=["state", "reason", "ended_at"])
    to_come = PlannedStep.objects.filter(enrollment=locked, left_at=None)
    skipped = {"state": Stand.SKIPPED.value, "reason": Reason.PERSON_SKIPPED.value}
    to_come.update(**skipped, due_at=None, settled=False, by_hand=False)
    record(locked.vendor_id, "timeline.left", locked, actor=actor)


def restart(enrollment: Enrollment, now: dt.datetime, *, actor: str) -> None:
    """Plan again for a wedding that was stopped, taken out or is through. Raises Refusal.

    What should have come meanwhile is late: its policy says what becomes of it.
    """
    locked = _locked(enrollment)
    if locked.state == Inside.ACTIVE:
        raise Refusal("This wedding is inside, and not stopped.", code="not_stopped")
    if locked.wedding.life in OVER:
        life = locked.wedding.get_life_display().lower()
        raise Refusal(
            "The wedding is marked as {life}. Change that first.",
            code=f"still_{locked.wedding.life}",
            life=life,
        )
    was = locked.state
    locked.state, locked.reason, locked.ended_at = Inside.ACTIVE, "", None
    locked.save(update_fields=["state", "reason", "ended_at"])
    record(locked.vendor_id, "timeline.restarted", locked, actor=actor, data={"was": was})
    replan([locked], now)


def _turn(
    timeline: Timeline, what: str, at: dt.datetime | None, otherwise: str, actor: str
) -> None:
    """Compare and swap."""
    ours = Timeline.objects.filter(pk=timeline.pk, paused_at__isnull=at is not None)
    if not ours.update(paused_at=at):
        raise Refusal(otherwise, code=f"not_{what}")
    timeline.paused_at = at
    record(timeline.vendor_id, f"timeline.{what}", timeline, actor=actor)


def _locked(enrollment: Enrollment) -> Enrollment:
    ours = Enrollment.objects.select_related("wedding").select_for_update(of=("self",))
    return ours.get(pk=enrollment.pk)
