"""An experiment: several wordings of one thing, who got which, and what came of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.experiment.decision import Word
from campaigns.experiment.goals import Goal
from messaging.models import LedgerModel
from messaging.policy.facts import Purpose
from wedsync.vendors.models import TenantModel
from wedsync.weddings.models import Wedding


class Experiment(TenantModel):
    """Wordings that compete; `subject` says for what.

    `draws` are all weights it ever drew with, by position; an assignment remembers its own, so that
    the shares can be checked after any change. `findings` are the figures of the last look, frozen.
    """

    subject = models.CharField(
        max_length=120, help_text="campaign:<id>, or timeline:<id>:<step> for a step"
    )
    purpose = models.CharField(
        max_length=12, choices=[(purpose.value, purpose.value) for purpose in Purpose]
    )
    goal = models.CharField(
        max_length=16,
        choices=[(goal.value, goal.value) for goal in Goal],
        default=Goal.CLICKED.value,
    )
    window_days = models.PositiveSmallIntegerField(
        help_text="After its message, in which a goal counts"
    )
    horizon_days = models.PositiveSmallIntegerField(
        help_text="From the start to the last look at the result"
    )
    bandit = models.BooleanField(default=False, help_text="Weights follow the results, daily")
    draws: models.JSONField[list[dict[str, int]], list[dict[str, int]]] = models.JSONField(
        default=list
    )
    tuned: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(
        default=dict, help_text="Weights that results have put in place of the given ones"
    )
    tuned_at = models.DateTimeField(null=True)
    looks = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(
        null=True, help_text="When it is next looked at or tuned; null once ended"
    )
    word = models.CharField(
        max_length=16, choices=[(word.value, word.value) for word in Word], blank=True
    )
    findings: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "subject"], name="one_experiment_a_subject")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], name="experiments_due", condition=Q(due_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Assignment(LedgerModel):
    """The wording a unit gets, for as long as the experiment is remembered."""

    experiment = models.ForeignKey(
        Experiment,
        models.CASCADE,
        related_name="assignments",
        db_constraint=False,
        db_index=False,
    )
    unit = models.UUIDField(help_text="The wedding; without one, the person")
    variant_key = models.CharField(max_length=4, help_text='"held": left out on purpose')
    draw = models.PositiveSmallIntegerField(help_text="The position of its weights in `draws`")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["experiment", "unit"], name="assigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.variant_key} for {self.unit}"


class GoalReached(TenantModel):
    """A wedding reached a goal. `key` names the occasion, which counts once however often told."""

    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="goals", db_index=False)
    kind = models.CharField(max_length=16, choices=[(goal.value, goal.value) for goal in Goal])
    at = models.DateTimeField()
    value = models.BigIntegerField(default=0, help_text="Minor units of currency")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217; blank: no money")
    key = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        verbose_name_plural = "goals reached"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "key"], name="a_goal_counts_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "wedding", "kind", "at"], name="goals_of_a_wedding")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.wedding_id}"
