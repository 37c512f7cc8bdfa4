"""A reply that has not left yet is taken back by whoever thinks better of it."""

from uuid import UUID

from django.db import transaction

from messaging.models import Message, Thread
from messaging.news import announce
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

STILL_HERE = (State.SCHEDULED, State.QUEUED, State.HELD)


@transaction.atomic
def take_back(thread: Thread, message_id: UUID, *, actor: str) -> None:
    """Raises Refusal for what has left, and for what is no reply of this thread."""
    written = Message.objects.filter(dedupe_key__startswith=f"reply:{thread.pk}:", pk=message_id)
    if not written.exists():
        raise Refusal("That is no reply of this conversation.", code="no_such_reply")
    if not shift([message_id], State.CANCELLED, worded("taken back"), source=STILL_HERE):
        raise Refusal("It has left already.", code="too_late")
    record(thread.vendor_id, "thread.taken_back", thread, actor=actor, data={})
    announce(thread.vendor_id)
