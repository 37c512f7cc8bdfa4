"""Messages that don't exist yet, or wait: what the gates will be told, and what they will cost."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.imagined.people import clients_of
from campaigns.simulation import Candidate
from messaging.compose import envelope, frame_of, frozen_contexts
from messaging.cost import estimate_of
from messaging.due import AnyMessage
from messaging.gather import address_of, facts_for
from messaging.models import ProviderAccount
from messaging.policy.facts import Facts
from messaging.route import accounts_for, first_awake
from personalization.copy.wording import wording
from personalization.liquid.errors import MissingField, Unrenderable
from personalization.render import missing
from wedsync.billing.money import Money
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import Price
from wedsync.vendors.models import Vendor

BATCH = 1_000
NOBODY_CARRIES = "no provider account carries this channel"


@dataclass(frozen=True)
class Carrier:
    """Who carries a channel, and what that costs on a day."""

    account: ProviderAccount | None
    prices: Sequence[Price]
    day: dt.date


def candidates(
    vendor: Vendor, messages: Sequence[AnyMessage], now: dt.datetime
) -> dict[UUID, Candidate]:
    """By message. Their people, weddings and variants are loaded; they needn't be saved."""
    carriers = _carriers(vendor, {message.channel for message in messages}, now)
    return {
        pk: candidate
        for start in range(0, len(messages), BATCH)
        for pk, candidate in _batch(vendor, messages[start : start + BATCH], carriers, now)
    }


def _carriers(vendor: Vendor, channels: set[str], now: dt.datetime) -> dict[str, Carrier]:
    day = now.astimezone(ZoneInfo(vendor.timezone)).date()
    return {
        channel: Carrier(
            first_awake(accounts_for(channel), now), price_list(vendor.pk, channel, day), day
        )
        for channel in channels
    }


def _batch(
    vendor: Vendor,
    messages: Sequence[AnyMessage],
    carriers: Mapping[str, Carrier],
    now: dt.datetime,
) -> Iterator[tuple[UUID, Candidate]]:
    facts = facts_for(messages, vendor, now)
    contexts, frame = frozen_contexts(messages, facts, vendor, now), frame_of(vendor, now)
    circles = clients_of(vendor, {message.person_id for message in messages})
    for message in messages:
        context, known = contexts[message.pk], facts[message.pk]
        one = _written(message, known, context, frame, carriers[message.channel])
        yield message.pk, replace(one, circle=circles.get(message.person_id))


def _written(
    message: AnyMessage,
    facts: Facts,
    context: dict[str, object],
    frame: dict[str, str],
    carrier: Carrier,
) -> Candidate:
    """As the sender would write it: what it costs, what it lacks, or that it can't be written."""
    one = Candidate(message.dedupe_key, message.person_id, message.channel, facts)
    if carrier.account is None:
        return replace(one, no_way=NOBODY_CARRIES)
    try:
        said = envelope(message, address_of(message), context, frame)
    except MissingField:
        gaps = missing(wording(message.variant, context), context)
        return replace(one, facts=replace(facts, missing=gaps))
    except Unrenderable as problem:
        return replace(one, no_way=str(problem))
    cost: Money | None = estimate_of(said, carrier.account, carrier.prices, carrier.day)
    return replace(one, cost=cost)
