"""Publish what a timeline's draft says as its next version, and bring over who is inside."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from campaigns.models import (
    Enrollment,
    Experiment,
    Inside,
    PlannedStep,
    Timeline,
    TimelineVersion,
)
from campaigns.timeline import Stand, problems
from campaigns.timeline.codec import from_json, to_json
from campaigns.timelines.edit import refuse_other
from campaigns.timelines.enroll import BATCH
from campaigns.timelines.replan import replan
from campaigns.timelines.unready import unready
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record

STAYS = frozenset({Inside.ACTIVE.value, Inside.STOPPED.value})
OPEN = [one.value for one in (Stand.PLANNED, Stand.CONDITIONAL, Stand.HELD, Stand.ASKED)]


@dataclass(frozen=True)
class Preview:
    """What publishing would do: to how many weddings inside, and to which step keys.

    `problems`: what keeps it from being published, in sentences. `ends`: by a key that disappears,
    how many planned rows end with it.
    """

    problems: tuple[str, ...]
    inside: int
    kept: tuple[str, ...]
    new: tuple[str, ...]
    ends: Mapping[str, int]

    @property
    def ending(self) -> int:
        return sum(self.ends.values())


def preview(timeline: Timeline) -> Preview:
    """Raises Refusal for a draft that can't be read at all."""
    script, contents = from_json(timeline.draft)
    wrong = (*problems(script), *unready(timeline.vendor, script, contents))
    before, after = _keys_inside(timeline), [step.key for step in script.steps]
    return Preview(
        wrong,
        inside=Enrollment.objects.filter(timeline=timeline, state__in=STAYS).count(),
        kept=tuple(key for key in after if key in before),
        new=tuple(key for key in after if key not in before),
        ends={key: count for key, count in before.items() if key not in after},
    )


def publish(
    timeline: Timeline, now: dt.datetime, *, actor: str, move: bool = True, seen: str = ""
) -> TimelineVersion:
    """The draft becomes the next version, for good. Raises Refusal with everything that is wrong.

    `move`: who is inside goes on by it, planned for by step key, with all that they were told;
    else only those who come in from now on. `seen`: `mark` of the draft that was looked at, as in
    edit.py; "" for whoever takes it as it is.
    """
    locked = Timeline.objects.select_for_update().select_related("vendor")
    ours = locked.get(pk=timeline.pk)
    if seen:
        refuse_other(ours.draft, seen)
    ahead = preview(ours)
    if ahead.problems:
        raise Refusal(" ".join(ahead.problems), code="timeline_unready")
    version = _next(ours, actor)
    _follow(ours)
    moved = _move(version, now) if move else 0
    data = {"version": version.number, "inside": ahead.inside, "moved": moved}
    record(ours.vendor_id, "timeline.published", ours, actor=actor, data=data)
    return version


def _next(timeline: Timeline, actor: str) -> TimelineVersion:
    last = timeline.versions.order_by("-number").values_list("number", flat=True).first()
    return TimelineVersion.objects.create(
        vendor_id=timeline.vendor_id,
        timeline=timeline,
        number=(last or 0) + 1,
        definition=to_json(*from_json(timeline.draft)),
        published_by=actor,
    )


def _follow(timeline: Timeline) -> None:
    """Whether the shares of a step follow its results is a switch: it may be turned later."""
    _, contents = from_json(timeline.draft)
    for bandit in (True, False):
        keys = [key for key, one in contents.steps.items() if one.trial.bandit is bandit]
        running = Experiment.objects.filter(vendor=timeline.vendor_id, ended_at=None)
        theirs = running.filter(subject__in=[f"timeline:{timeline.pk}:{key}" for key in keys])
        theirs.exclude(bandit=bandit).update(bandit=bandit)


def _move(version: TimelineVersion, now: dt.datetime) -> int:
    """Everybody inside, a batch at a time; return how many.

    Nobody waits for a step that is gone: where somebody stands isn't stored, it is planned anew
    from what has left.
    """
    inside = Enrollment.objects.filter(timeline=version.timeline_id, state__in=STAYS)
    ids = list(inside.exclude(version=version).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = Enrollment.objects.filter(pk__among=ids[start : start + BATCH])
        batch.update(version=version)
        replan(batch, now)
    return len(ids)


def _keys_inside(timeline: Timeline) -> dict[str, int]:
    """Of everybody inside: the keys of their rows, and how many of these are open."""
    inside = {"enrollment__timeline": timeline, "enrollment__state__in": STAYS}
    rows = PlannedStep.objects.filter(**inside).order_by().values("step_key")
    to_come = rows.annotate(to_come=Count("pk", filter=Q(state__in=OPEN)))
    return dict(to_come.values_list("step_key", "to_come"))
