"""Say back, once, that a STOP, START or HELP was heard.

The law asks for one confirmation, of an opt-out that would stop it: so it is no message and meets
no gate, but leaves from an outbox of its own, and only what the carrier has not answered already.
A second confirmation would break the rule that the first one keeps: what got no clear answer is
never repeated, and what is late is not said at all.
"""

import datetime as dt
from uuid import UUID

from django.db import connection
from django.utils.timezone import now as current_time

from messaging.answers import answer as words_of
from messaging.health import note as note_health
from messaging.models import Answer, Inbound, Outcome, ProviderAccount
from messaging.providers.protocol import (
    Accepted,
    Batch,
    Deferred,
    Envelope,
    Misconfigured,
    Refused,
    Unknown,
)
from messaging.providers.protocol import Answer as Told
from messaging.route import providers
from messaging.words import Kind
from wedsync.lib.ids import uuid7
from wedsync.lib.sealed import Unsealable
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import operator, tenant

MOST = 20
IN_TIME = dt.timedelta(minutes=5)  # later it wouldn't count as an answer: 47 CFR 64.1200(a)(12)
PAUSE = 15.0  # seconds

# The intent: whoever empties `due_at` may say it, and nobody else ever.
TAKE = """
WITH due AS MATERIALIZED (
  SELECT id FROM messaging_answer WHERE due_at <= statement_timestamp()
  ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE messaging_answer SET due_at = NULL WHERE id IN (SELECT id FROM due) RETURNING vendor_id, id
"""


def owe(inbound: Inbound, account: ProviderAccount, word: Kind, language: str) -> None:
    """An answer, in the transaction of what it confirms."""
    vendor = inbound.vendor
    contact = vendor.phone or vendor.sender_email
    text = words_of(word, language, name=vendor.sender_name or vendor.name, contact=contact)
    Answer.objects.create(
        id=uuid7(), vendor_id=inbound.vendor_id, inbound=inbound, account=account, text=text
    )


def say_back() -> int:
    """Say what is owed; return how many were tried."""
    with operator(), connection.cursor() as cursor:
        cursor.execute(TAKE, [MOST])
        due: list[tuple[UUID, UUID]] = list(cursor.fetchall())
    for vendor_id, answer_id in due:
        _say(vendor_id, answer_id)
    return len(due)


def _say(vendor_id: UUID, answer_id: UUID) -> None:
    with tenant(vendor_id):
        answer = Answer.objects.select_related("inbound", "account").get(pk=answer_id)
    if current_time() - answer.at > IN_TIME:
        with tenant(vendor_id):
            _close(answer, Outcome.ABANDONED, worded("too late for an answer"))
        return
    told = _call(answer)
    note_health(answer.account, told)
    with tenant(vendor_id):
        _note(answer, told)


def _call(answer: Answer) -> Told:
    envelope = Envelope(message_id=answer.pk, to=answer.inbound.address, text=answer.text)
    batch = Batch(str(answer.pk), [envelope], answer.inbound.channel, answer.vendor_id)
    try:
        credentials = answer.account.unseal()
    except Unsealable as problem:
        return Misconfigured(str(problem))
    return providers()[answer.account.provider].hand_over(credentials, batch)


def _note(answer: Answer, told: Told) -> None:
    match told:
        case Accepted():
            _close(answer, Outcome.ACCEPTED, "")
        case Refused(reason):
            _close(answer, Outcome.REFUSED, reason)
        case Unknown(reason):
            _close(answer, Outcome.UNKNOWN, reason)
        case Deferred(reason, seconds):
            _again(answer, reason, seconds)
        case Misconfigured(reason):
            _again(answer, reason, PAUSE)


def _close(answer: Answer, outcome: Outcome, detail: str) -> None:
    Answer.objects.filter(pk=answer.pk).update(outcome=outcome, detail=detail[:300])


def _again(answer: Answer, reason: str, seconds: float) -> None:
    """Definitely not said."""
    due_at = current_time() + dt.timedelta(seconds=max(seconds, PAUSE))
    Answer.objects.filter(pk=answer.pk).update(due_at=due_at, detail=reason[:300])
