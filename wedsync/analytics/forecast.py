"""What would become of a draft if it left now: the real gates, asked without writing anything."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from campaigns.broadcasts.picks import picks_for
from campaigns.models import Campaign, Recipient
from campaigns.segments.audience import parse, people
from campaigns.segments.scope_of import scope_of
from messaging.gather import facts_for
from messaging.models import Message
from messaging.policy.facts import Purpose
from messaging.policy.judge import Judgement, judge
from messaging.policy.verdict import Allow
from messaging.rules import Rule, rule_of
from personalization.models import Variant
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

MOST = 500  # people looked at; beyond that the forecast is a sample, and says so


@dataclass(frozen=True)
class Outcome:
    """`verdict` is wait or block, said by `gate`."""

    verdict: str
    reason: str
    count: int
    gate: str = ""

    @property
    def rule(self) -> Rule:
        """Whose it is, and what mends it."""
        return rule_of(self.gate)


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
    judged = [judge(facts[message.pk]) for message in messages[:MOST]]
    stopped = Counter(_key(one) for one in judged if not isinstance(one.verdict, Allow))
    return Forecast(
        looked_at=len(judged),
        going=len(judged) - stopped.total(),
        outcomes=tuple(
            Outcome(verdict, reason, count, gate)
            for (verdict, reason, gate), count in stopped.most_common()
        ),
        sampled=len(messages) > MOST,
    )


def _key(judged: Judgement) -> tuple[str, str, str]:
    """Of what decided: verdict, reason, gate."""
    gate, said = next(one for one in judged.objections if one[1] == judged.verdict)
    return type(said).__name__.lower(), "" if isinstance(said, Allow) else said.reason, gate


def _imagined(campaign: Campaign, vendor: Vendor, now: dt.datetime) -> list[Message]:
    """The messages a launch would make, never saved; one more than looked at, to tell a sample."""
    audience, scope = parse(campaign.audience), scope_of(vendor, now)
    chosen = people(audience, scope).filter(vendor=vendor)
    found = [(person, person.meant) for person in chosen[: MOST + 1]]  # type: ignore[attr-defined]  # annotated
    weddings = _weddings(vendor, {wedding_id for _, wedding_id in found})
    variants = _variants(campaign)
    ways = picks_for(campaign, [Recipient(person=person) for person, _ in found], now)
    return [
        _message(campaign, person, weddings[wid], (way.channel, variants[way.channel]))
        for (person, wid), way in zip(found, ways, strict=True)
    ]


def _variants(campaign: Campaign) -> dict[str, Variant]:
    """Any of a channel: what the gates ask of a variant is the same for all of them."""
    offered = campaign.version.variants.filter(channel__in=campaign.ways).order_by("-key")
    nothing = {channel: Variant(compiled={}) for channel in campaign.ways}
    return nothing | {variant.channel: variant for variant in offered}


def _weddings(vendor: Vendor, ids: Collection[UUID]) -> dict[UUID, Wedding]:
    return Wedding.objects.filter(vendor=vendor).in_bulk(list(ids))


def _message(
    campaign: Campaign, person: Person, wedding: Wedding, way: tuple[str, Variant]
) -> Message:
    channel, variant = way
    return Message(
        id=uuid7(),
        vendor_id=campaign.vendor_id,
        person=person,
        wedding=wedding,
        variant=variant,
        channel=channel,
        purpose=Purpose(campaign.purpose).value,
    )
