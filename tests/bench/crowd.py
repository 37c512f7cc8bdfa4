"""A crowded road: one vendor's thousands, twenty vendors' hundreds, and an emergency each second.

Everybody sends through one account of the platform, at a pace that a provider really allows.
"""

import datetime as dt
import json
import time
from typing import Any

from django.db import connections
from django.utils.timezone import now

from messaging.accept import Draft, accept
from messaging.models import Message, Move, ProviderAccount
from messaging.policy.facts import Purpose
from messaging.states import State
from personalization.models import Variant
from tests.bench import letter
from tests.bench.house import COUPLES, publish
from tests.bench.launch import say
from wedsync.celery import app
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding

__all__ = ["app", "run", "stage"]

SECONDS = 50  # how long the road is watched
SMALL_VENDORS, SMALL = 20, 200
PER_MINUTE, BURST = 6_000, 100
GRACE = 3  # seconds before the end, in which no emergency begins
AT_ONCE = 500
BIG, URGENT = "big", "urgent"


def stage(size: int) -> None:
    """The big one's messages come first. All wait until `run` lets them go together."""
    with operator():
        account = ProviderAccount(
            provider="resend", channel="email", per_minute=PER_MINUTE, burst=BURST
        )
        account.seal({"api_key": "re_bench"})
        account.save(force_insert=True)
    _queue(_vendor(BIG, size))
    for number in range(SMALL_VENDORS):
        _queue(_vendor(f"small-{number}", SMALL))
    _vendor(URGENT, 1)
    with connections["owner"].cursor() as cursor:
        # What FIFO asks for: neither order shall suffer from a missing index.
        cursor.execute("CREATE INDEX oldest_first ON messaging_message (id) WHERE state = 'queued'")
        cursor.execute("ANALYZE")


def run(size: int) -> None:
    with operator():
        Message.objects.update(not_before=now())
    began = now()
    _emergencies(began)
    _wait_until(began, SECONDS)
    say(json.dumps(_measured(began)))


def _vendor(slug: str, size: int) -> Vendor:
    """With so many couples who said yes."""
    with operator(), connections["default"].cursor() as cursor:
        vendor = Vendor.objects.create(slug=slug, **letter.VENDOR)
        publish(vendor)
        cursor.execute(COUPLES, {"vendor": vendor.pk, "size": size})
    return vendor


def _queue(vendor: Vendor) -> None:
    """A mail to everybody, for tomorrow."""
    at = now() + dt.timedelta(days=1)
    with tenant(vendor.pk):
        drafts = _drafts(Purpose.MARKETING, "mornings", at)
        for first in range(0, len(drafts), AT_ONCE):
            accept(vendor.pk, drafts[first : first + AT_ONCE], at)


def _emergencies(began: dt.datetime) -> None:
    """One each second, whatever else happens."""
    with operator():
        vendor = Vendor.objects.get(slug=URGENT)
    for second in range(1, SECONDS - GRACE):
        _wait_until(began, second)
        with tenant(vendor.pk):
            accept(vendor.pk, _drafts(Purpose.EMERGENCY, f"second {second}", now()), now())


def _drafts(purpose: Purpose, why: str, at: dt.datetime) -> list[Draft]:
    """One for every couple of the current tenant."""
    variant = Variant.objects.get()
    couples = Wedding.objects.filter(client__people__role="partner_a")
    return [
        Draft(person, wedding, variant.pk, "email", purpose, f"{why}:{person}", at)
        for wedding, person in couples.values_list("pk", "client__people").order_by("pk")
    ]


def _wait_until(began: dt.datetime, second: float) -> None:
    time.sleep(max(0.0, second - (now() - began).total_seconds()))


def _measured(began: dt.datetime) -> dict[str, Any]:
    """Seconds, counted from the beginning; `waits` from the moment each was asked for."""
    end = began + dt.timedelta(seconds=SECONDS)
    with operator():
        accepted = Move.objects.filter(target=State.ACCEPTED, at__lt=end)
        small = accepted.filter(vendor__slug__startswith="small").values_list("at", flat=True)
        urgent = Message.objects.filter(purpose=Purpose.EMERGENCY)
        arrived = dict(accepted.filter(message__in=urgent).values_list("message_id", "at"))
        asked = dict(urgent.values_list("pk", "created_at"))
        return {
            "accepted": accepted.count(),
            "small": sorted((at - began).total_seconds() for at in small),
            "waits": sorted((at - asked[one]).total_seconds() for one, at in arrived.items()),
            "emergencies": len(asked),
        }
