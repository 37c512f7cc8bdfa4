"""Switch features off and on, for a vendor or for everybody; and ask whether one is off."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, F, Func, Q, Value

from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.models import Feature, Switch, Vendor
from wedsync.vendors.reason import check_reason

STALE = 5  # seconds: how long a process may go on with what it read
REMEMBERED = 1_000  # vendors


@transaction.atomic
def turn(vendor: Vendor | None, feature: Feature, reason: str, *, on: bool, actor: str) -> Switch:
    """Every process knows within `STALE` seconds. Raises Refusal."""
    check_reason(reason)
    last = Switch.objects.filter(vendor=vendor, feature=feature).order_by("-id").first()
    if on == (last is None or last.is_on):
        raise Refusal(
            "It is {what} already.", code="already_so", what=worded("on") if on else worded("off")
        )
    said = {"vendor": vendor, "feature": feature, "is_on": on, "reason": reason.strip()[:200]}
    made = Switch.objects.create(id=uuid7(), actor=actor, **said)
    if vendor is not None:
        verb = f"switch.turned_{'on' if on else 'off'}"
        data = {"what": str(feature.label), "reason": made.reason}
        record(vendor, verb, made, actor=actor, data=data)
    transaction.on_commit(forget)
    return made


def forget() -> None:
    """This process asks again."""
    _remembered.cache_clear()


def off_for(vendor_id: UUID, now: dt.datetime) -> Mapping[str, str]:
    """Features that are off, each with its reason. As the vendor's tenant, or as operator."""
    return _remembered(vendor_id, int(now.timestamp()) // STALE)


def reason_off(vendor_id: UUID, feature: Feature, now: dt.datetime) -> str:
    """ "" while it is on."""
    return off_for(vendor_id, now).get(feature, "")


def need(vendor_id: UUID, feature: Feature, now: dt.datetime) -> None:
    """Raises Refusal while it is off."""
    if reason := reason_off(vendor_id, feature, now):
        raise Refusal(
            "{feature}: switched off by WedSync for now ({reason}).",
            code="switched_off",
            feature=str(feature.label),
            reason=reason,
        )


def is_off(feature: Feature) -> Func:
    """For queries over many vendors: whether it is off for the row's `vendor`."""
    return Func(
        Value(feature.value),
        F("vendor_id"),
        function="app_switched_off",
        output_field=BooleanField(),
    )


@lru_cache(maxsize=REMEMBERED)
def _remembered(vendor_id: UUID, _moment: int) -> Mapping[str, str]:
    return read_off(vendor_id)


def read_off(vendor_id: UUID) -> Mapping[str, str]:
    """As `off_for`, from the table itself: always one query."""
    ours = Switch.objects.filter(Q(vendor=vendor_id) | Q(vendor=None))
    latest = ours.order_by("feature", "vendor_id", "-id").distinct("feature", "vendor_id")
    return {one.feature: one.reason for one in latest if not one.is_on}
