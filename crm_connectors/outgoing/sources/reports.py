"""What became of messages: providers' reports and what readers did."""

from collections.abc import Iterator, Sequence

from crm_connectors.outgoing.sources.happened import Happened, Span, ids
from messaging.models import DeliveryEvent

KINDS = {
    "message.delivered": "delivered",
    "message.bounced": "bounced",
    "message.complained": "complained",
    "message.clicked": "clicked",
}
NAMES = {said: kind for kind, said in KINDS.items()}


def happened(span: Span, kinds: Sequence[str]) -> Iterator[Happened]:
    """Clicks of programs (link checkers, previews) are nobody's."""
    rows = DeliveryEvent.objects.filter(kind__in=[KINDS[one] for one in kinds if one in KINDS])
    for event in span.of(rows.exclude(reader="machine").select_related("message")):
        message = event.message
        data = {
            **ids(message=message.pk, person=message.person_id, wedding=message.wedding_id),
            "channel": message.channel,
            "purpose": message.purpose,
        }
        yield Happened(event.pk, NAMES[event.kind], event.at, data)
