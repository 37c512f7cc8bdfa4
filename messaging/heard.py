"""Keep what providers reported as facts; of opens and clicks also who it probably was."""

from collections.abc import Mapping
from uuid import UUID

from messaging.hits import Visit, readings, watched
from messaging.match import Known
from messaging.models import DeliveryEvent, Handed, InboxEvent
from messaging.reading import Reading
from wedsync.lib.ids import uuid7

VISITS = frozenset({"opened", "clicked"})


def keep(known: Known) -> None:
    """Opens only of those who may be watched. Runs as operator, for all vendors at once.

    Visits come last: what a batch says of the delivery tells who may have been reading.
    """
    _store([pair for pair in known if pair[0].kind not in VISITS], {})
    seen = watched({m.message_id for event, m in known if event.kind == "opened"})
    visits = [
        (event, member)
        for event, member in known
        if event.kind == "clicked" or (event.kind == "opened" and member.message_id in seen)
    ]
    read = readings([_visit(*pair) for pair in visits])
    _store(visits, {event.pk: one for (event, _), one in zip(visits, read, strict=True)})


def _store(known: Known, read: Mapping[UUID, Reading]) -> None:
    DeliveryEvent.objects.bulk_create(
        DeliveryEvent(
            id=uuid7(),
            vendor_id=member.vendor_id,
            message_id=member.message_id,
            kind=event.kind,
            at=event.occurred_at,
            source=member.handover.provider,
            reader=read[event.pk].by.value if event.pk in read else "",
            rule=read[event.pk].version if event.pk in read else "",
            detail=event.payload,
        )
        for event, member in known
    )


def _visit(event: InboxEvent, member: Handed) -> Visit:
    """Providers know some machines themselves: SendGrid and Mailgun say when it was Apple."""
    told: Mapping[str, str] = event.payload
    apple = told.get("machine") or told.get("bot", "").lower() == "apple"
    return Visit(
        message_id=member.message_id,
        kind=event.kind,
        at=event.occurred_at,
        left_at=member.handover.intent_at,
        agent=told.get("agent", ""),
        network="apple_relay" if apple else "",
        link=told.get("link", ""),
    )
