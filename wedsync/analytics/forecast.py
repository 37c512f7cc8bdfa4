"""What would become of a draft if it left now: the real gates, asked without writing anything."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from campaigns.audience import parse, people
from campaigns.models import Campaign
from campaigns.segments.scope_of import scope_of
from messaging.gather import facts_for
from messaging.models import Message
from messaging.policy.facts import Purpose
from messaging.policy.judge import judge
from messaging.policy.verdict import Allow, Verdict
from personalization.models import Variant
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

MOST = 500  # people looked at; beyond that the forecast is a sample, and says so


@dataclass(frozen=True)
class Outcome:
    """`verdict` is wait or block."""

    verdict: str
    reason: str
    count: int


@dataclass(frozen=True)
class Forecast:
    """Of `looked_at` people, `going` would get it now; the others for these reasons not."""

    looked_at: int
    going: int
    outcomes: tuple[Outcome, ...]
    sampled: bool


def forecast(campaign: Campaign, vendor: Vendor, now: dt.datetime) -> Forecast:
    """Raises Refusal for an audience that can't be read."""
    messages = _imagined(campaign, vendor, now)
    facts = facts_for(messages[:MOST], vendor, now)
    verdicts = [judge(facts[message.pk]).verdict for message in messages[:MOST]]
    stopped = Counter(_key(verdict) for verdict in verdicts if not isinstance(verdict, Allow))
    return Forecast(
        looked_at=len(verdicts),
        going=len(verdicts) - stopped.total(),
        outcomes=tuple(Outcome(*key, count) for key, count in stopped.most_common()),
        sampled=len(messages) > MOST,
    )


def _key(verdict: Verdict) -> tuple[str, str]:
    return type(verdict).__name__.lower(), "" if isinstance(verdict, Allow) else verdict.reason


def _imagined(campaign: Campaign, vendor: Vendor, now: dt.datetime) -> list[Message]:
    """The messages a launch would make, never saved; one more than looked at, to tell a sample."""
    audience, scope = parse(campaign.audience), scope_of(vendor, now)
    chosen = people(audience, scope).filter(vendor=vendor)
    found = [(person, person.meant) for person in chosen[: MOST + 1]]  # type: ignore[attr-defined]  # annotated
    weddings = _weddings(vendor, {wedding_id for _, wedding_id in found})
    variant = _variant(campaign)
    return [_message(campaign, person, weddings[wid], variant) for person, wid in found]


def _variant(campaign: Campaign) -> Variant:
    """Any of its channel: what the gates ask of a variant is the same for all of them."""
    offered = campaign.version.variants.filter(channel=campaign.channel)
    return offered.order_by("key").first() or Variant(compiled={})


def _weddings(vendor: Vendor, ids: Collection[UUID]) -> dict[UUID, Wedding]:
    return Wedding.objects.filter(vendor=vendor).in_bulk(list(ids))


def _message(campaign: Campaign, person: Person, wedding: Wedding, variant: Variant) -> Message:
    return Message(
        id=uuid7(),
        vendor_id=campaign.vendor_id,
        person=person,
        wedding=wedding,
        variant=variant,
        channel=campaign.channel,
        purpose=Purpose(campaign.purpose).value,
    )
