"""People whom campaigns will write to at an hour that is known, as the caps read them.

Who is frozen into a campaign has a row and may be moved. A campaign that waits for its moment has
none yet: who will be meant takes places after the timelines, and is moved when it starts.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from campaigns.broadcast.states import State
from campaigns.cap import Fate, Item, Source
from campaigns.cap.outcome import AHEAD
from campaigns.caps.reply_load import Rate
from campaigns.models import Campaign, Recipient
from campaigns.segments.audience import parse, people
from campaigns.segments.scope_of import scope_of
from campaigns.timeline import Basis
from campaigns.timeline.moment import blocked_for
from campaigns.timelines.basis_of import bases_of
from messaging.habits import zone_of
from messaging.policy.facts import Purpose
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

MOST = 20_000  # of a vendor's; what comes later has its turn tomorrow
MOST_CAMPAIGNS = 20


@dataclass(frozen=True)
class Addressee:
    """Somebody a campaign will write to. `row` None: it has none before the campaign starts.

    `fixed`: nobody moves it any more.
    """

    campaign: Campaign
    person: Person
    wedding: UUID | None
    wish: dt.datetime
    row: Recipient | None = None
    fixed: bool = False

    @property
    def due(self) -> dt.datetime:
        """When it leaves as it is planned by now."""
        return (self.row and self.row.planned_at) or self.wish


def addressees(vendor: Vendor, now: dt.datetime, starting: UUID | None = None) -> list[Addressee]:
    """Within six weeks. `starting`: a campaign that begins now, whose people may still be moved."""
    return list(islice((*_frozen(vendor, now, starting), *_foreseen(vendor, now)), MOST))


def items_of(
    vendor: Vendor, found: Sequence[Addressee], rates: Rate, now: dt.datetime
) -> list[tuple[Item, Addressee]]:
    """Each with its item, in a few queries; none for nobody."""
    if not found:
        return []
    weddings = Wedding.objects.in_bulk({one.wedding for one in found if one.wedding})
    bases = bases_of(vendor, weddings.values(), now)
    return [(_item(vendor, one, bases, rates), one) for one in found]


def _frozen(vendor: Vendor, now: dt.datetime, starting: UUID | None) -> Iterator[Addressee]:
    rows = Recipient.objects.filter(
        vendor=vendor, campaign__state=State.RUNNING, message=None, planned_at__lte=now + AHEAD
    ).exclude(cap_fate=Fate.SKIPPED, wished_at__lte=now)
    related = rows.exclude(campaign__purpose=Purpose.EMERGENCY).order_by("planned_at", "id")
    for row in related.select_related("campaign__version", "person")[:MOST]:
        if row.planned_at:
            fixed = row.planned_at <= now and row.campaign_id != starting
            wish = row.wished_at or row.planned_at
            yield Addressee(row.campaign, row.person, row.wedding_id, wish, row, fixed)


def _foreseen(vendor: Vendor, now: dt.datetime) -> Iterator[Addressee]:
    waiting = Campaign.objects.filter(
        vendor=vendor, state=State.SCHEDULED, starts_at__gt=now, starts_at__lte=now + AHEAD
    ).exclude(purpose=Purpose.EMERGENCY)
    soonest = waiting.select_related("version").order_by("starts_at", "id")[:MOST_CAMPAIGNS]
    for campaign in soonest:
        assert campaign.starts_at is not None  # noqa: S101 -- for the type checker
        then = scope_of(vendor, campaign.starts_at)
        audience = people(parse(campaign.audience), then).filter(vendor=vendor).order_by("pk")
        for person in audience[:MOST]:
            yield Addressee(campaign, person, person.meant, campaign.starts_at)  # type: ignore[attr-defined]  # annotated


def _item(vendor: Vendor, one: Addressee, bases: Mapping[UUID, Basis], rates: Rate) -> Item:
    campaign, purpose = one.campaign, Purpose(one.campaign.purpose)
    basis, zone = bases.get(one.wedding) if one.wedding else None, zone_of(one.person, vendor)
    return Item(
        key=f"campaign:{campaign.pk}:{one.person.pk}",
        purpose=purpose,
        channel=campaign.channel,
        people=(one.person.pk,),
        couple=one.person.client_id,
        wish=one.wish,
        last=campaign.deadline,
        closed=blocked_for(purpose, basis) if basis else (),
        zone=zone,
        home=basis.homes.get("primary", basis.vendor) if basis else zone,
        replies=rates(campaign.version.template_id, purpose),
        source=Source.CAMPAIGN,
    )
