"""Open an experiment: what competes, and by which goal it is judged."""

from uuid import UUID

from django.db import connection

from campaigns.experiments.goals import WINDOWS, Goal
from campaigns.models import Campaign, Experiment
from messaging.policy.facts import Purpose

HORIZON = 84  # days: twelve weekly looks

OPEN = """
INSERT INTO campaigns_experiment (id, vendor_id, subject, purpose, goal, window_days, horizon_days,
  bandit, draws, tuned, looks, word, findings)
VALUES (uuidv7(), %s, %s, %s, %s, %s, %s, %s, '[]', '{}', 0, '', '{}')
ON CONFLICT (vendor_id, subject) DO NOTHING
"""


def open_experiment(
    vendor_id: UUID,
    subject: str,
    *,
    purpose: Purpose | None = None,
    goal: Goal = Goal.CLICKED,
    horizon_days: int = HORIZON,
    bandit: bool = False,
) -> Experiment:
    """The experiment about `subject`; one that is already there stays as it was opened.

    `purpose` is a campaign's own unless it is given. `horizon_days`: from the start to the last
    look. `bandit` is for steps that never end.
    """
    ours = Experiment.objects.filter(vendor=vendor_id, subject=subject)
    if found := ours.first():
        return found
    values = [purpose or _purpose(subject), goal.value, WINDOWS[goal], horizon_days, bandit]
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [vendor_id, subject, *values])
    return ours.get()


def _purpose(subject: str) -> str:
    kind, _, name = subject.partition(":")
    if kind != "campaign":
        return Purpose.HELPFUL.value
    return Campaign.objects.values_list("purpose", flat=True).get(pk=name)
