"""Take messages into the ledger. The same thing said twice is said once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.models import Message
from messaging.policy.facts import Purpose
from messaging.states import State
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor

HOUR = dt.timedelta(hours=1)
PRIORITY = {Purpose.EMERGENCY: 0, Purpose.CONTRACTUAL: 1, Purpose.HELPFUL: 2, Purpose.MARKETING: 3}


@dataclass(frozen=True)
class Draft:
    """What somebody wants said. `dedupe_key` names the reason: `campaign:<id>:<person>:email`."""

    person_id: UUID
    wedding_id: UUID | None
    variant_id: UUID
    channel: str
    purpose: Purpose
    dedupe_key: str
    not_before: dt.datetime
    expires_at: dt.datetime | None = None
    awaits_approval: bool = False


def accept(vendor_id: UUID, drafts: Sequence[Draft], now: dt.datetime) -> dict[str, UUID]:
    """Store drafts in one statement; return the message id of every dedupe key.

    A key that exists already keeps its message: planning twice, two beats, a double click and a
    replayed hook all end in one row. Raises Refusal for more emergencies than a vendor may send.
    """
    if any(draft.purpose is Purpose.EMERGENCY for draft in drafts):
        _refuse_too_many(vendor_id, drafts, now)
    Message.objects.bulk_create(
        [_message(vendor_id, draft, now) for draft in drafts], ignore_conflicts=True
    )
    keys = [draft.dedupe_key for draft in drafts]
    return dict(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", "id"))


def _message(vendor_id: UUID, draft: Draft, now: dt.datetime) -> Message:
    return Message(
        id=uuid7(),
        vendor_id=vendor_id,
        person_id=draft.person_id,
        wedding_id=draft.wedding_id,
        variant_id=draft.variant_id,
        channel=draft.channel,
        purpose=draft.purpose.value,
        priority=PRIORITY[draft.purpose],
        dedupe_key=draft.dedupe_key,
        state=(State.SCHEDULED if draft.not_before > now else State.QUEUED).value,
        not_before=draft.not_before,
        expires_at=draft.expires_at,
        awaits_approval=draft.awaits_approval,
    )


def _refuse_too_many(vendor_id: UUID, drafts: Sequence[Draft], now: dt.datetime) -> None:
    """The fast lane is shared by all vendors: nobody may live in it."""
    fresh = {draft.dedupe_key for draft in drafts if draft.purpose is Purpose.EMERGENCY}
    fresh -= set(Message.objects.filter(dedupe_key__in=fresh).values_list("dedupe_key", flat=True))
    cap = Vendor.objects.values_list("emergency_cap", flat=True).get(pk=vendor_id)
    sent = Message.objects.filter(purpose=Purpose.EMERGENCY.value, created_at__gt=now - HOUR)
    if fresh and sent.count() + len(fresh) > cap:
        raise Refusal(f"At most {cap} emergencies an hour can be sent.", code="emergency_cap")
