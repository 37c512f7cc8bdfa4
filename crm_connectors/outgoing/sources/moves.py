"""Weddings whose facts changed: re-flows that were applied or undone, as the wedding is now."""

from collections.abc import Iterator, Sequence

from crm_connectors.outgoing.sources.couples import facts
from crm_connectors.outgoing.sources.happened import Happened, Span
from wedsync.vendors.models import Event
from wedsync.weddings.models import Wedding

KINDS = {"wedding.changed": ("reflow.applied", "reflow.undone")}


def happened(span: Span, kinds: Sequence[str]) -> Iterator[Happened]:
    verbs = [verb for one in kinds for verb in KINDS.get(one, ())]
    events = list(span.of(Event.objects.filter(verb__in=verbs)))
    weddings = Wedding.objects.filter(vendor=span.vendor_id).in_bulk(
        [event.subject_id for event in events]
    )
    found = {str(pk): wedding for pk, wedding in weddings.items()}
    for event in events:
        if wedding := found.get(event.subject_id):
            yield Happened(event.pk, "wedding.changed", event.at, facts(wedding))
