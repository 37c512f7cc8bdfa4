"""One wedding inside a timeline, with everything its plan is made from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from campaigns.models import Enrollment, Inside, PlannedStep, TimelineVersion
from campaigns.timeline import Basis, Past, Planned, Slot, Step, Timeline, plan
from campaigns.timeline.codec import from_json
from campaigns.timeline.contents import Contents
from campaigns.timeline.plan import PUNCTUAL
from campaigns.timelines.basis_of import bases_of
from campaigns.timelines.holds import asked
from campaigns.timelines.rows import past_of, slot_of
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding

Script = tuple[Timeline, Contents]
Bases = Mapping[UUID, Basis]


@dataclass(frozen=True)
class Case:
    """`facts`: the wedding's, as they are or are supposed. `rows`: its plan so far, left or not."""

    enrollment: Enrollment
    timeline: Timeline
    contents: Contents
    facts: Basis
    past: Past
    rows: tuple[PlannedStep, ...]

    @cached_property
    def by_slot(self) -> Mapping[Slot, PlannedStep]:
        return {slot_of(row): row for row in self.rows}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        return {step.key: step for step in self.timeline.steps}

    @property
    def basis(self) -> Basis:
        """What was stopped stays so, whatever the facts are now, until a person restarts it."""
        if self.enrollment.state != Inside.STOPPED:
            return self.facts
        return replace(self.facts, stopped=self.facts.stopped or self.enrollment.reason)

    def plan(self, now: dt.datetime, patience: dt.timedelta = PUNCTUAL) -> tuple[Planned, ...]:
        return plan(self.timeline, self.basis, now, self.past, patience)


def cases_of(
    enrollments: Collection[Enrollment], now: dt.datetime, bases: Bases | None = None
) -> list[Case]:
    """Of one vendor, in their order, in a few queries. `bases`, by wedding: facts to suppose."""
    if not enrollments:
        return []
    facts = _facts(enrollments, now) if bases is None else bases
    scripts, rows = _scripts(enrollments), _rows(enrollments)
    trees = [one.condition for _, said in scripts.values() for one in said.steps.values()]
    holds = asked({one.wedding_id for one in enrollments}, trees)
    cases = []
    for one in enrollments:
        timeline, contents = scripts[one.version_id]
        answers = {
            key: holds(one.wedding_id, content.condition)
            for key, content in contents.steps.items()
            if content.condition is not None
        }
        theirs = rows[one.pk]
        past = past_of(one, timeline, theirs, answers, now)
        cases.append(Case(one, timeline, contents, facts[one.wedding_id], past, tuple(theirs)))
    return cases


def _facts(enrollments: Collection[Enrollment], now: dt.datetime) -> Bases:
    vendor = Vendor.objects.get(pk=next(iter(enrollments)).vendor_id)
    ids = {one.wedding_id for one in enrollments}
    return bases_of(vendor, Wedding.objects.filter(pk__among=ids), now)


def _scripts(enrollments: Collection[Enrollment]) -> Mapping[UUID, Script]:
    """What each version says; few, and each read once."""
    ids = {one.version_id for one in enrollments}
    rows = TimelineVersion.objects.filter(pk__among=ids).order_by()
    return {pk: from_json(said) for pk, said in rows.values_list("pk", "definition")}


def _rows(enrollments: Collection[Enrollment]) -> Mapping[UUID, list[PlannedStep]]:
    ids = {one.pk for one in enrollments}
    found: dict[UUID, list[PlannedStep]] = defaultdict(list)
    for row in PlannedStep.objects.filter(enrollment__id__among=ids).order_by("id"):
        found[row.enrollment_id].append(row)
    return found
