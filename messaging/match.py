"""Which hand-over a report speaks of."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from messaging.models import Handed, InboxEvent
from messaging.suppress import Address

Known = Sequence[tuple[InboxEvent, Handed]]


def match(events: Sequence[InboxEvent]) -> Known:
    """Those of the events whose hand-over is known. It must have gone through their account."""
    members = _members(events)
    return [
        (event, members[event.account_id, name])
        for event in events
        if (name := next((n for n in _names(event) if (event.account_id, n) in members), None))
    ]


def _members(events: Sequence[InboxEvent]) -> Mapping[tuple[UUID, str], Handed]:
    """By account and any name a report may use. Of several tries the last one counts."""
    candidates = Handed.objects.filter(
        handover__account__in={event.account_id for event in events}
    ).select_related("handover", "message")
    by_message = candidates.filter(message__in=[e.message_id for e in events if e.message_id])
    by_id = candidates.filter(
        provider_message_id__in={e.provider_message_id for e in events if e.provider_message_id}
    )
    by_call = candidates.filter(handover__in=[e.handover_id for e in events if e.handover_id])
    known: dict[tuple[UUID, str], Handed] = {}
    known |= {(m.handover.account_id, str(m.message_id)): m for m in by_message.order_by("id")}
    known |= {(m.handover.account_id, m.provider_message_id): m for m in by_id.order_by("id")}
    known |= {(m.handover.account_id, str(m.handover_id)): m for m in by_call.order_by("id")}
    return known


def _names(event: InboxEvent) -> list[str]:
    """What an event may call its message by, the surest first."""
    names = [event.handover_id, event.provider_message_id, event.message_id]
    return [str(name) for name in names if name]


def address_of(member: Handed) -> Address:
    """Where it went."""
    return Address(member.vendor_id, member.message.channel, member.address)
