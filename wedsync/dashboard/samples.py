"""A draft's letter, as the first person it is meant for would read it."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.segments.audience import parse, people
from campaigns.segments.scope_of import scope_of
from personalization.gather import contexts_for
from personalization.made_by import MadeBy
from personalization.models import Variant
from personalization.preview import preview_sample, preview_values
from personalization.render import Content
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


@dataclass(frozen=True)
class Sample:
    """`person` None: an imaginary one; without `content`, `problem` says why there is none."""

    person: Person | None
    content: Content | None
    problem: str
    made: MadeBy = field(default_factory=MadeBy)


def sample(campaign: Campaign, vendor: Vendor, now: dt.datetime) -> Sample:
    variant = Variant.objects.filter(version=campaign.version_id, channel=campaign.channel).first()
    if variant is None:
        return Sample(None, None, _("This template says nothing on that channel."))
    audience, scope = parse(campaign.audience), scope_of(vendor, now)
    person = people(audience, scope).filter(vendor=vendor).first()
    if person is None:
        seen = preview_sample(variant)
    else:
        pair = (person.pk, person.meant)  # type: ignore[attr-defined]  # annotated
        seen = preview_values(variant, contexts_for([pair], vendor, now)[pair])
    return Sample(person, seen.content, seen.reason, seen.made)
