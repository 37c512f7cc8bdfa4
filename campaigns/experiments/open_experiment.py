"""Open an experiment: what competes, and by which goal it is judged."""

from uuid import UUID

from django.db import connection

from campaigns.experiment.goals import WINDOWS, Goal
from campaigns.experiment.looks import DAY, WEEK
from campaigns.models import Campaign, Experiment
from messaging.policy.facts import Purpose
from wedsync.lib.refusal import Refusal

CAMPAIGN, STEP = "campaign", "timeline"
# Days to the last look: who gets a campaign gets it at once, a step is met wedding by wedding.
HORIZONS = {CAMPAIGN: 28, STEP: 84}

OPEN = """
INSERT INTO campaigns_experiment (id, vendor_id, subject, purpose, goal, window_days, horizon_days,
  bandit, draws, tuned, looks, word, findings, due_at)
VALUES (uuidv7(), %s, %s, %s, %s, %s, %s, %s, '[]', '{}', 0, '', '{}',
  now() + make_interval(days => %s))
ON CONFLICT (vendor_id, subject) DO NOTHING
"""


def open_experiment(
    vendor_id: UUID,
    subject: str,
    *,
    purpose: Purpose | None = None,
    goal: Goal | None = None,
    horizon_days: int | None = None,
    bandit: bool = False,
) -> Experiment:
    """The experiment about `subject`; one that is already there stays as it was opened.

    `purpose` and `goal` are a campaign's own unless they are given; else a click. `horizon_days`:
    from the start to the last look. `bandit` is for steps that never end. Raises Refusal.
    """
    kind, _, name = subject.partition(":")
    if kind not in HORIZONS or not name:
        raise Refusal(
            "Nothing can be tried out about {subject}.",
            code="subject_invalid",
            subject=f"{subject!r}",
        )
    if bandit and kind != STEP:
        raise Refusal("Only a step of a timeline goes on for long enough.", code="not_evergreen")
    ours = Experiment.objects.filter(vendor=vendor_id, subject=subject)
    if found := ours.first():
        return found
    judged = _judged(kind, name, purpose, goal)
    first = (DAY if bandit else WEEK).days
    watched = horizon_days or HORIZONS[kind], bandit, first
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [vendor_id, subject, *judged, *watched])
    return ours.get()


def _judged(kind: str, name: str, purpose: Purpose | None, goal: Goal | None) -> list[str | int]:
    """Purpose, goal and the days within which it counts."""
    if kind == STEP:
        aim = goal or Goal.CLICKED
        return [purpose or Purpose.HELPFUL.value, aim.value, WINDOWS[aim]]
    own = Campaign.objects.values("purpose", "goal", "goal_days").get(pk=name)
    aim = goal or _goal(own["goal"])
    days = own["goal_days"] if aim.value == own["goal"] else WINDOWS[aim]
    return [purpose or own["purpose"], aim.value, days]


def _goal(name: str) -> Goal:
    return Goal(name) if name in set(Goal) else Goal.CLICKED
