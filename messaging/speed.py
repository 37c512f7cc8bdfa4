"""An account's token buckets as they are now: its own pace or its channel's, less what 429s took.

A text message counts its segments, which nobody knows before it is written: the batch pays for
the rest afterwards.
"""

import datetime as dt

from messaging.breaker import share
from messaging.buckets import Bucket
from messaging.channels.registry import channels
from messaging.models import ProviderAccount
from messaging.pace import buckets, charge, messages_of
from messaging.route import providers


def buckets_of(account: ProviderAccount, *, urgent: bool, now: dt.datetime) -> list[Bucket]:
    provider = providers()[account.provider]
    return buckets(
        account.pk,
        per_minute=per_minute(account, now),
        burst=account.burst,
        calls_per_second=provider.calls_per_second,
        urgent=urgent,
        batch=provider.batch,
    )


def per_minute(account: ProviderAccount, now: dt.datetime) -> float:
    usual = account.per_minute or channels()[account.channel].per_minute
    return usual * share(account.slowness, account.slowed_at, now)


def pay_for_segments(account: ProviderAccount, more: int, now: dt.datetime) -> None:
    """`more` segments than the messages that were granted."""
    if more > 0:
        charge(messages_of(account.pk, per_minute(account, now), max(1, account.burst)), more)
