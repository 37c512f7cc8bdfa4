"""Who said yes or no."""

from collections.abc import Iterator, Sequence

from crm_connectors.outgoing.sources.happened import Happened, Span, ids
from messaging.models import Consent

KINDS = {"consent.changed": ""}


def happened(span: Span, kinds: Sequence[str]) -> Iterator[Happened]:
    if "consent.changed" not in kinds:
        return
    for consent in span.of(Consent.objects.all()):
        data = {
            **ids(person=consent.person_id),
            "channel": consent.channel,
            "purpose": consent.purpose,
            "granted": consent.granted,
        }
        yield Happened(consent.pk, "consent.changed", consent.at, data)
