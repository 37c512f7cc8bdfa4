"""What people write back: each once, in the thread of the person and the wedding it is about."""

import datetime as dt
from uuid import UUID

import structlog
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.fetch_reply import complete
from messaging.models import Inbound, InboxEvent, Thread
from messaging.news import announce
from messaging.opt_out import heed
from messaging.providers.protocol import REPLY
from messaging.todo import ask
from messaging.writer import Letter, Writer, writer_of
from wedsync.lib.ids import uuid7
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import operator, tenant

log = structlog.get_logger(__name__)

MOST = 100
PAUSE = 30  # seconds, doubled up to
LONGEST_PAUSE = 3600
QUOTED = 120  # characters of it in a to-do


def take_replies() -> int:
    """Place the replies that wait in the inbox; return how many were looked at.

    One that can't be placed is logged and comes again; it never keeps the others waiting.
    """
    with operator():
        due = InboxEvent.objects.filter(kind=REPLY, applied_at=None, retry_at__lte=current_time())
        events = list(due.select_related("account").order_by("retry_at", "id")[:MOST])
    for event in events:
        _take(event)
    return len(events)


def _take(event: InboxEvent) -> None:
    try:
        receive(event)
    except Exception:
        log.exception("a reply could not be placed", inbox=str(event.pk))
        pause = min(LONGEST_PAUSE, PAUSE * 2 ** min(event.tries, 10))
        retry_at = current_time() + dt.timedelta(seconds=pause)
        _note(event, tries=F("tries") + 1, retry_at=retry_at)
    else:
        crash.point("after_applied")
        _note(event, applied_at=current_time())


def _note(event: InboxEvent, **fields: object) -> None:
    with operator():
        InboxEvent.objects.filter(pk=event.pk).update(**fields)


def receive(event: InboxEvent) -> None:
    """Twice is once: what is kept already is left as it is. A note of absence answers nothing.

    Raises NotYet for a letter that was announced, and that its provider can't show yet.
    """
    event = complete(event)
    letter = Letter.of(event)
    with operator():
        writer = writer_of(letter, event.account)
    if writer is None:
        log.warning("a reply to no vendor", inbox=str(event.pk))
        return
    with tenant(writer.vendor_id):
        if not Inbound.objects.filter(event_key=letter.key).exists():
            kept = _keep(letter, writer)
            if not event.payload.get("automatic"):
                _answered(letter, writer, heed(kept, writer, event.account, letter.acted_on))
            announce(writer.vendor_id)
        crash.point("before_applied")


def _answered(letter: Letter, writer: Writer, word: str) -> None:
    if writer.person is None and not word:
        _ask_who(letter, writer.vendor_id)


def _keep(letter: Letter, writer: Writer) -> Inbound:
    return Inbound.objects.create(
        id=uuid7(),
        vendor_id=writer.vendor_id,
        thread=_thread(writer, letter.at),
        answers_id=writer.message_id,
        channel=letter.channel,
        address=letter.sender,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        media=letter.media,
        event_key=letter.key,
        at=letter.at,
    )


def _thread(writer: Writer, at: dt.datetime) -> Thread | None:
    if writer.person is None:
        return None
    return thread_of(writer, at)


def thread_of(writer: Writer, at: dt.datetime) -> Thread:
    """The thread of this person and wedding, with one more unread in it."""
    thread, _ = Thread.objects.get_or_create(
        vendor_id=writer.vendor_id,
        person=writer.person,
        wedding=writer.wedding,
        defaults={"last_at": at},
    )
    Thread.objects.filter(pk=thread.pk).update(
        unread=F("unread") + 1, last_at=Greatest("last_at", at), snoozed_until=None
    )
    return thread


def _ask_who(letter: Letter, vendor_id: UUID) -> None:
    quoted = letter.text[:QUOTED] or worded("(no words)")
    text = worded(
        "{sender} wrote, and is nobody you have a record of: {quoted}",
        sender=letter.sender,
        quoted=quoted,
    )
    ask(vendor_id, "reply", f"{letter.channel}:{letter.sender}", text)
