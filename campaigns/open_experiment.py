"""Open an experiment: what competes, and by which goal it is judged."""

from uuid import UUID

from django.db import connection

from campaigns.experiments.goals import WINDOWS, Goal
from campaigns.experiments.looks import DAY, WEEK
from campaigns.models import Campaign, Experiment
from messaging.policy.facts import Purpose
from wedsync.lib.refusal import Refusal

CAMPAIGN, STEP = "campaign", "timeline"
# Days to the last look: who gets a campaign gets it at once, a step is met wedding by wedding.
HORIZONS = {CAMPAIGN: 28, STEP: 84}

OPEN = """
INSERT INTO campaigns_experiment (id, vendor_id, subject, purpose, goal, window_days, horizon_days,
  bandit, draws, tuned, looks, word, findings, due_at)
VALUES (uuidv7(), %s, %s, %s, %s, %s, %s, %s, '[]', '{}', 0, '', '{}', now() + %s)
ON CONFLICT (vendor_id, subject) DO NOTHING
"""


def open_experiment(
    vendor_id: UUID,
    subject: str,
    *,
    purpose: Purpose | None = None,
    goal: Goal = Goal.CLICKED,
    horizon_days: int | None = None,
    bandit: bool = False,
) -> Experiment:
    """The experiment about `subject`; one that is already there stays as it was opened.

    `purpose` is a campaign's own unless it is given. `horizon_days`: from the start to the last
    look. `bandit` is for steps that never end. Raises Refusal.
    """
    kind, _, name = subject.partition(":")
    if kind not in HORIZONS or not name:
        raise Refusal(f"Nothing can be tried out about {subject!r}.", code="subject_invalid")
    if bandit and kind != STEP:
        raise Refusal("Only a step of a timeline goes on for long enough.", code="not_evergreen")
    ours = Experiment.objects.filter(vendor=vendor_id, subject=subject)
    if found := ours.first():
        return found
    judged = [purpose or _purpose(kind, name), goal.value, WINDOWS[goal]]
    first = DAY if bandit else WEEK
    with connection.cursor() as cursor:
        values = [*judged, horizon_days or HORIZONS[kind], bandit, first]
        cursor.execute(OPEN, [vendor_id, subject, *values])
    return ours.get()


def _purpose(kind: str, name: str) -> str:
    if kind == STEP:
        return Purpose.HELPFUL.value
    return Campaign.objects.values_list("purpose", flat=True).get(pk=name)
