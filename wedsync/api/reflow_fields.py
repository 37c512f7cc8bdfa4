"""What a re-flow is told and what it answers."""

import datetime as dt
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from campaigns.models import Reflow
from wedsync.api.strict import Strict
from wedsync.api.wedding_fields import Day, WhenFields
from wedsync.weddings.models import Role

MOST_MARKS = 50


class MarkWrite(Strict):
    """A day beside the wedding's own: `balance_due`, `gallery`, or any name of yours."""

    name = serializers.SlugField(max_length=40)
    day = Day()
    at = serializers.DateTimeField(allow_null=True, required=False)

    def validate_at(self, at: dt.datetime | None) -> dt.datetime | None:
        if at and not 1900 < at.year < 2200:  # noqa: PLR2004 -- where every zone still has it
            raise ValidationError("This lies too far away.")
        return at


class ReflowWrite(WhenFields):
    """Only what is said changes. `keep_days`: its own days keep their distance to the new date;
    `move_milestones`: those beside them do, too. Lists replace what was there.
    """

    keep_days = serializers.BooleanField(required=False)
    move_milestones = serializers.BooleanField(required=False)
    milestones = serializers.ListField(child=MarkWrite(), max_length=MOST_MARKS, required=False)
    roles = serializers.DictField(
        child=serializers.ChoiceField(choices=Role.choices),
        required=False,
        help_text="By the id of a person of this wedding's client",
    )
    dry_run = serializers.BooleanField(required=False, help_text="Look, and change nothing")

    def validate_milestones(self, marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({mark["name"] for mark in marks}) < len(marks):
            raise ValidationError("One of a name.")
        return marks


class PlannedSerializer(serializers.Serializer[Any]):
    stand = serializers.CharField()
    moment = serializers.DateTimeField(allow_null=True)
    due = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    settled = serializers.BooleanField()


class LineSerializer(serializers.Serializer[Any]):
    """One slot of the plan, before and after; `back`: its message was taken back."""

    enrollment = serializers.UUIDField()
    step = serializers.CharField()
    occurrence = serializers.IntegerField()
    kind = serializers.CharField()
    before = PlannedSerializer(allow_null=True)
    after = PlannedSerializer(allow_null=True)
    back = serializers.BooleanField()


class CostSerializer(serializers.Serializer[Any]):
    """How much more it costs; millionths of the currency."""

    micros = serializers.IntegerField()
    currency = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    """`reflow` names the change that was made, null after a dry run."""

    dry_run = serializers.BooleanField()
    reflow = serializers.UUIDField(allow_null=True)
    before = serializers.DictField()
    after = serializers.DictField()
    changes = LineSerializer(many=True)
    cost = CostSerializer(many=True)


class ReflowSerializer(serializers.ModelSerializer[Reflow]):
    """A change of a wedding's facts: proposed, applied, undone or refused."""

    changes = LineSerializer(many=True, read_only=True)
    before = serializers.DictField(read_only=True)
    after = serializers.DictField(read_only=True)

    class Meta:
        model = Reflow
        fields: ClassVar = [
            "id", "wedding", "state", "source", "before", "after", "changes", "created_at",
            "applied_at", "ended_at",
        ]  # fmt: skip
