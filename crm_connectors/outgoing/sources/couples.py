"""Couples and weddings that came in."""

from collections.abc import Iterator, Sequence
from typing import Any

from crm_connectors.outgoing.sources.happened import Happened, Span, ids
from wedsync.weddings.models import Client, Wedding

KINDS = {"client.created": Client, "wedding.created": Wedding}


def happened(span: Span, kinds: Sequence[str]) -> Iterator[Happened]:
    if "client.created" in kinds:
        for client in span.of(Client.objects.all()):
            data = {**ids(client=client.pk), "name": client.name}
            yield Happened(client.pk, "client.created", client.created_at, data)
    if "wedding.created" in kinds:
        for wedding in span.of(Wedding.objects.all()):
            yield Happened(wedding.pk, "wedding.created", wedding.created_at, facts(wedding))


def facts(wedding: Wedding) -> dict[str, Any]:
    return {
        **ids(wedding=wedding.pk, client=wedding.client_id),
        "date": wedding.date.isoformat() if wedding.date else None,
        "precision": wedding.precision,
        "life": wedding.life,
        "venue": wedding.venue_name,
        "timezone": wedding.timezone,
        "guests": wedding.guests,
    }
