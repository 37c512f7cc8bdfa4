"""Apply what providers reported: merged by rank, not by arrival, each event once.

Any report proves that the call it speaks of was accepted, so it also ends the silence of a call
nobody had an answer to.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F
from django.utils.timezone import now as current_time

from messaging import bills, bounced, crash
from messaging.consent import No, leaving, withdraw
from messaging.heard import keep
from messaging.inbound import take_replies
from messaging.match import Known, address_of, match
from messaging.models import Handed, InboxEvent
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.prove import prove
from messaging.providers.protocol import REPLY
from messaging.shift import shift
from messaging.states import State
from messaging.suppress import COMPLAINED, suppress
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
RANKS = {kind: rank for rank, kind in enumerate(STATES)}


def apply_inbox() -> int:
    """Take stored webhooks and make them facts; return how many were taken."""
    with operator():
        events = list(
            InboxEvent.objects.select_for_update(skip_locked=True)
            .exclude(kind=REPLY)
            .filter(applied_at=None, retry_at__lte=current_time())
            .order_by("retry_at", "id")[:MOST]
        )
        known = match(events)
        _apply(known)
        found = {event.pk for event, _ in known}
        _done([event for event in events if event.pk in found])
        _park([event for event in events if event.pk not in found])
        if events:
            crash.point("before_applied")
    if events:
        crash.point("after_applied")
    return len(events) + take_replies()


def _apply(known: Known) -> None:
    prove(known)
    keep(known)
    _move(known)
    bounced.heed(known)
    _complaints(known)
    _unsubscribed(known)
    for vendor_id in {member.vendor_id for _, member in known}:
        announce(vendor_id)
    bills.book(known, current_time())


def _move(known: Known) -> None:
    """`delivered` before `sent` ends as delivered: a state only moves where the table allows."""
    whys, groups = bounced.whys(known), defaultdict(list)
    for event, member in known:
        if event.kind in STATES:
            groups[RANKS[event.kind], event.kind, whys.get(event.pk, "")].append(member.message_id)
    for (_, kind, why), ids in sorted(groups.items()):
        shift(ids, STATES[kind], why)


def _complaints(known: Known) -> None:
    """Who calls a message spam gets nothing more from this vendor, and has said no to marketing."""
    told = _of("complained", known)
    suppress((address_of(member), COMPLAINED) for _, member in told)
    withdraw(_no(*pair, Purpose.MARKETING.value, "complaint") for pair in told)


def _unsubscribed(known: Known) -> None:
    """By a link of the provider's own: it counts as much as ours."""
    withdraw(
        _no(event, member, purpose, "provider")
        for event, member in _of("unsubscribed", known)
        for purpose in leaving(member.message.purpose)
    )


def _of(kind: str, known: Known) -> Known:
    return [(event, member) for event, member in known if event.kind == kind]


def _no(event: InboxEvent, member: Handed, purpose: str, basis: str) -> No:
    return No(member.message, member.address, purpose, basis, {"event": event.event_key})


def _done(events: Sequence[InboxEvent]) -> None:
    InboxEvent.objects.filter(pk__in=[e.pk for e in events]).update(applied_at=current_time())


def _park(events: Sequence[InboxEvent]) -> None:
    """Nothing known by that id: ask again later, for three days, then leave it for a person."""
    now = current_time()
    old = [event.pk for event in events if now - event.received_at > PATIENCE]
    InboxEvent.objects.filter(pk__in=old).update(applied_at=now)
    young = InboxEvent.objects.filter(pk__in=[event.pk for event in events]).exclude(pk__in=old)
    young.update(tries=F("tries") + 1, retry_at=now + PAUSE)
