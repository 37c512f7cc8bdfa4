"""What messages cost: estimated and set aside at the intent, given back or settled by the answer.

A handover is the attempt that `billing` books under. What has no price, or costs nothing, is not
booked at all.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from messaging.compose import Composed
from messaging.models import Handover, ProviderAccount
from messaging.policy.facts import NEVER_LOST
from messaging.providers.protocol import Envelope
from messaging.shift import hold
from messaging.speed import pay_for_segments
from personalization.segments import segments
from wedsync.billing.allot import Want
from wedsync.billing.money import Money
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import Price, country_of, estimate, price_of
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve
from wedsync.billing.settle import Bill, settle
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor

USED_UP = worded("the budget is used up")
LOOK_AGAIN = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Call:
    """A handover to be: its id, its messages, and whether money was set aside for it."""

    id: UUID
    group: Sequence[Composed]
    booked: bool = False


def afford(
    calls: Sequence[Call], account: ProviderAccount, vendor: Vendor, now: dt.datetime
) -> list[Call]:
    """The calls with those messages only that got their money; the others are held.

    Part of the transaction that writes the intents. Texts also pay for their further segments.
    """
    if account.channel == "sms":
        counts = [segments(one.envelope.text).count for call in calls for one in call.group]
        pay_for_segments(account, sum(counts) - len(counts), now)
    wants = _wants(calls, account, vendor, now)
    granted = reserve(vendor.pk, wants, now)
    short = {want.message_id for want in wants} - granted
    hold(short, USED_UP, now + LOOK_AGAIN)
    booked = {want.attempt_id for want in wants}
    left = [
        Call(call.id, [o for o in call.group if o.message.pk not in short], call.id in booked)
        for call in calls
    ]
    return [call for call in left if call.group]


def give_back(handover: Handover, messages: Iterable[UUID], now: dt.datetime) -> None:
    """Nothing was accepted, so nothing is owed. The last step of its transaction: a vendor's
    money stays locked until the commit."""
    if not handover.booked:
        return
    release(handover.vendor_id, [(message, handover.pk) for message in messages], now)


def owe(handover: Handover, messages: Iterable[UUID], now: dt.datetime) -> None:
    """Accepted, and no price was named yet: the estimate counts. The last step, as above."""
    if not handover.booked:
        return
    bills = [Bill(message, handover.pk, None, now) for message in messages]
    settle(handover.vendor_id, bills)


def _wants(
    calls: Sequence[Call], account: ProviderAccount, vendor: Vendor, now: dt.datetime
) -> list[Want]:
    day = now.astimezone(ZoneInfo(vendor.timezone)).date()
    prices = price_list(vendor.pk, account.channel, day)
    if not prices:
        return []
    return [
        Want(
            message_id=one.message.pk,
            attempt_id=call.id,
            channel=account.channel,
            money=money,
            essential=one.message.purpose in NEVER_LOST,
        )
        for call in calls
        for one in call.group
        if (money := estimate_of(one.envelope, account, prices, day)) and money.micros > 0
    ]


def estimate_of(
    envelope: Envelope, account: ProviderAccount, prices: Sequence[Price], day: dt.date
) -> Money | None:
    """What this will cost over that account; None: no price is known."""
    texting = account.channel in {"sms", "whatsapp"}
    country = country_of(envelope.to) if texting else ""
    price = price_of(prices, account.channel, account.provider, country, day)
    if price is None:
        return None
    return estimate(price, segments(envelope.text).count if texting else 1)
