"""What people and programs did, from the vendor's history."""

from collections.abc import Iterator, Sequence

from crm_connectors.outgoing.sources.happened import Happened, Span
from wedsync.vendors.models import Event

KINDS = {
    "campaign.launched": "campaign",
    "campaign.paused": "campaign",
    "campaign.resumed": "campaign",
    "campaign.cancelled": "campaign",
    "timeline.entered": "timeline",
    "timeline.left": "timeline",
    "emergency.confirmed": "emergency",
    "emergency.acknowledged": "emergency",
    "emergency.ended": "emergency",
    "import.finished": "import",
    "template.published": "template",
}


def happened(span: Span, kinds: Sequence[str]) -> Iterator[Happened]:
    events = span.of(Event.objects.filter(verb__in=[one for one in kinds if one in KINDS]))
    for event in events:
        yield Happened(event.pk, event.verb, event.at, {KINDS[event.verb]: event.subject_id})
