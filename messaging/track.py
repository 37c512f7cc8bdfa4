"""Apply what providers reported: merged by rank, not by arrival, each event once.

Any report proves that the call it speaks of was accepted, so it also ends the silence of a call
nobody had an answer to.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import F
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.inbound import take_replies
from messaging.models import Consent, DeliveryEvent, Handed, InboxEvent, Suppression
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.prove import prove
from messaging.providers.protocol import REPLY
from messaging.refuse import opt_out
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

MOST = 500
PATIENCE = dt.timedelta(hours=72)  # a webhook may overtake our own note of the hand-over
PAUSE = dt.timedelta(seconds=30)

# In the order of rank: what comes later in this table may follow what comes earlier.
STATES = {
    "accepted": State.ACCEPTED,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "failed": State.FAILED,
    "suppressed": State.SUPPRESSED,
    "bounced": State.BOUNCED,
}
SUPPRESSING = {"bounced": "bounced", "complained": "complained"}


def apply_inbox() -> int:
    """Take stored webhooks and make them facts; return how many were taken."""
    with operator():
        events = list(
            InboxEvent.objects.select_for_update(skip_locked=True)
            .exclude(kind=REPLY)
            .filter(applied_at=None, retry_at__lte=current_time())
            .order_by("retry_at")[:MOST]
        )
        members = _members(events)
        known = [(event, members[event.pk]) for event in events if event.pk in members]
        prove(known)
        _facts(known)
        _move(known)
        _suppress(known)
        _complaints(known)
        _opt_outs(known)
        _done([event for event, _ in known])
        _park([event for event in events if event.pk not in members])
        for vendor_id in {member.vendor_id for _, member in known}:
            announce(vendor_id)
        if events:
            crash.point("before_applied")
    if events:
        crash.point("after_applied")
    return len(events) + take_replies()


def _members(events: Sequence[InboxEvent]) -> Mapping[UUID, Handed]:
    """By event: the hand-over it speaks of, which must have gone through the same account."""
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
    return {
        event.pk: known[event.account_id, name]
        for event in events
        for name in _names(event)
        if (event.account_id, name) in known
    }


def _names(event: InboxEvent) -> list[str]:
    """What an event may call its message by, the surest last: it wins."""
    names = [event.message_id, event.provider_message_id, event.handover_id]
    return [str(name) for name in names if name]


Known = Sequence[tuple[InboxEvent, Handed]]


def _facts(known: Known) -> None:
    DeliveryEvent.objects.bulk_create(
        DeliveryEvent(
            id=uuid7(),
            vendor_id=member.vendor_id,
            message_id=member.message_id,
            kind=event.kind,
            at=event.occurred_at,
            source=member.handover.provider,
            detail=event.payload,
        )
        for event, member in known
    )


def _move(known: Known) -> None:
    """`delivered` before `sent` ends as delivered: a state only moves where the table allows."""
    groups: dict[str, list[UUID]] = defaultdict(list)
    for event, member in known:
        groups[event.kind].append(member.message_id)
    for kind, state in STATES.items():
        if kind in groups:
            shift(groups[kind], state, "")


def _suppress(known: Known) -> None:
    """An address that bounced for good, or complained, gets nothing more from this vendor."""
    Suppression.objects.bulk_create(
        [
            Suppression(
                id=uuid7(),
                vendor_id=member.vendor_id,
                channel=member.message.channel,
                address=member.address,
                reason=SUPPRESSING[event.kind],
            )
            for event, member in known
            if event.kind in SUPPRESSING
        ],
        ignore_conflicts=True,
    )


def _complaints(known: Known) -> None:
    """Who calls a message spam has said no to marketing, on the record."""
    Consent.objects.bulk_create(
        Consent(
            id=uuid7(),
            vendor_id=member.vendor_id,
            person_id=member.message.person_id,
            address=member.address,
            channel=member.message.channel,
            purpose=Purpose.MARKETING.value,
            granted=False,
            basis="complaint",
            evidence={"message": str(member.message_id), "event": event.event_key},
        )
        for event, member in known
        if event.kind == "complained"
    )


def _opt_outs(known: Known) -> None:
    for event, member in known:
        if event.kind == "suppressed" and event.payload.get("meaning") == "opted_out":
            code = str(event.payload.get("code", ""))
            opt_out(member.message_id, member.message.channel, member.address, code)


def _done(events: Sequence[InboxEvent]) -> None:
    InboxEvent.objects.filter(pk__in=[e.pk for e in events]).update(applied_at=current_time())


def _park(events: Sequence[InboxEvent]) -> None:
    """Nothing known by that id: ask again later, for three days, then leave it for a person."""
    now = current_time()
    old = [event.pk for event in events if now - event.received_at > PATIENCE]
    InboxEvent.objects.filter(pk__in=old).update(applied_at=now)
    young = InboxEvent.objects.filter(pk__in=[event.pk for event in events]).exclude(pk__in=old)
    young.update(tries=F("tries") + 1, retry_at=now + PAUSE)
