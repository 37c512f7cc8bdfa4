"""Write a cap, take one back, say how many answers there is time for."""

from typing import Any
from uuid import UUID

from django.db import transaction

from messaging.caps import MOST_RULES
from messaging.models import CapRule
from messaging.models.caps import Every
from messaging.policy.facts import Purpose
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

CAPPED = frozenset({Purpose.CONTRACTUAL.value, Purpose.HELPFUL.value, Purpose.MARKETING.value})


@transaction.atomic
def add_cap(vendor: Vendor, fields: dict[str, Any], *, actor: str) -> CapRule:
    """In the current tenant; `fields` as CapRule has them. Raises Refusal."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    rule = CapRule(id=uuid7(), vendor=vendor, **fields)
    _check(rule)
    if CapRule.objects.filter(vendor=vendor).count() >= MOST_RULES:
        raise Refusal(
            "{most} limits are enough: remove one first.", code="too_many", most=MOST_RULES
        )
    rule.save(force_insert=True)
    record(vendor, "cap.added", rule, actor=actor, data={"most": rule.most, "per": rule.per})
    return rule


@transaction.atomic
def remove_cap(vendor: Vendor, pk: UUID, *, actor: str) -> None:
    """Twice is once."""
    rule = CapRule.objects.filter(vendor=vendor, pk=pk).first()
    if rule is not None:
        record(vendor, "cap.removed", rule, actor=actor)
        rule.delete()


@transaction.atomic
def set_replies_a_day(vendor: Vendor, figure: int | None, *, actor: str) -> None:
    """None: no limit, until the inbox tells."""
    vendor.replies_a_day = figure
    vendor.save(update_fields=["replies_a_day"])
    record(vendor, "vendor.replies_a_day", vendor, actor=actor, data={"figure": figure})


def _check(rule: CapRule) -> None:
    if not rule.purposes or not set(rule.purposes) <= CAPPED:
        raise Refusal("Choose which messages it counts. An emergency never is.", code="purposes")
    by_the_day = rule.per == Every.DAY or (not rule.per and rule.days == 1)
    if Purpose.CONTRACTUAL.value in rule.purposes and not by_the_day:
        raise Refusal(
            "What the contract asks for is limited by the day only: moved, never dropped.",
            code="contractual_by_the_day",
        )
