"""What copy costs: set aside before a model is asked, settled by its tokens, or given back."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from personalization.models import Copy
from personalization.writers.protocol import Order, Usage
from wedsync.billing.allot import Want
from wedsync.billing.money import Money
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import ANY, Price, price_of, tokens_cost
from wedsync.billing.release import release
from wedsync.billing.reserve import reserve
from wedsync.billing.settle import Bill, settle
from wedsync.vendors.models import Vendor

CHANNEL = "ai"
CHARACTERS_A_TOKEN = 3  # fewer than there are, so that too much is set aside rather than too little
AROUND = 100  # tokens of the envelope


def price_for(vendor: Vendor, model: str, now: dt.datetime) -> Price | None:
    day = now.astimezone(ZoneInfo(vendor.timezone)).date()
    return price_of(price_list(vendor.pk, CHANNEL, day), CHANNEL, model, ANY, day)


def guess(order: Order) -> Usage:
    """At most: what it is asked, and all that it may write."""
    asked = len(order.rules) + len(order.data) + len(str(order.schema))
    return Usage(asked // CHARACTERS_A_TOKEN + AROUND, order.most_tokens)


def set_aside(copy: Copy, attempt: UUID, price: Price, order: Order, now: dt.datetime) -> bool:
    """Whether the budget had it. Part of a transaction, after every other lock of it."""
    money = cost_of(price, guess(order))
    want = Want(copy.pk, attempt, CHANNEL, money)
    return copy.pk in reserve(copy.vendor_id, [want], now)


def cost_of(price: Price, usage: Usage) -> Money:
    return tokens_cost(price, usage.read, usage.written)


def pay(copy: Copy, attempt: UUID, money: Money, now: dt.datetime) -> None:
    """The last step of its transaction. Nothing owed gives the reservation back."""
    if money.micros:
        settle(copy.vendor_id, [Bill(copy.pk, attempt, money, now)])
    else:
        release(copy.vendor_id, [(copy.pk, attempt)], now)
