"""See to a thread: who answers it, not before when, and that it was read."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from messaging.models import Thread
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Membership, Vendor

FARTHEST = dt.timedelta(days=366)


@transaction.atomic
def assign(thread: Thread, member_id: UUID | None, *, actor: str) -> None:
    """To somebody of the same vendor, or (None) to nobody. Raises Refusal."""
    seats = Membership.objects.filter(vendor=thread.vendor_id)
    if member_id is not None and not seats.filter(pk=member_id).exists():
        raise Refusal("Nobody of that name works here.", code="no_such_member")
    _note(thread, "thread.assigned", actor, member=str(member_id or ""))
    Thread.objects.filter(pk=thread.pk).update(assignee=member_id)


@transaction.atomic
def snooze(thread: Thread, until: dt.datetime | None, *, actor: str, now: dt.datetime) -> None:
    """Out of sight until then, or until they write; None brings it back. Raises Refusal."""
    if until is not None and not now < until <= now + FARTHEST:
        raise Refusal("Choose a moment within the next year.", code="not_later")
    _note(thread, "thread.snoozed", actor, until=until.isoformat() if until else "")
    Thread.objects.filter(pk=thread.pk).update(snoozed_until=until)


def mark_read(thread: Thread) -> None:
    _count(thread, 0)


def mark_unread(thread: Thread) -> None:
    """Somebody has to look at it again."""
    _count(thread, 1)


def unread_threads(vendor: Vendor, now: dt.datetime, most: int | None = None) -> int:
    """How many wait for somebody to read them, counted up to `most`; one put off does not."""
    ours = Thread.objects.filter(vendor=vendor, unread__gt=0)
    return ours.exclude(snoozed_until__gt=now)[:most].count()


def _count(thread: Thread, unread: int) -> None:
    """Not noted in the audit trail: it says nothing about the couple."""
    if Thread.objects.filter(pk=thread.pk).exclude(unread=unread).update(unread=unread):
        announce(thread.vendor_id)


def _note(thread: Thread, verb: str, actor: str, **data: str) -> None:
    record(thread.vendor_id, verb, thread, actor=actor, data=data)
    announce(thread.vendor_id)
