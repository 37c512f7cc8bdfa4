"""What only the vendor can mend, asked once."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import now as current_time

from messaging.channels.registry import channels
from messaging.models import Message, ToDo
from messaging.policy.facts import NEVER_LOST
from wedsync.lib.ids import uuid7
from wedsync.lib.worded import worded

UNDELIVERED = "undelivered"


def ask(vendor_id: UUID, kind: str, key: str, text: str, *, message: Message | None = None) -> None:
    """Note a need; the same one, still open, isn't noted again."""
    ask_all([need(vendor_id, kind, key, text, message=message)])


def ask_all(needs: Iterable[ToDo]) -> None:
    ToDo.objects.bulk_create(needs, ignore_conflicts=True)


def need(
    vendor_id: UUID, kind: str, key: str, text: str, *, message: Message | None = None
) -> ToDo:
    """Not noted yet."""
    return ToDo(
        id=uuid7(),
        vendor_id=vendor_id,
        kind=kind,
        key=f"{kind}:{key}"[:200],
        text=text[:300],
        message=message,
        person_id=message.person_id if message else None,
    )


def unreachable(message: Message, address: str, why: str) -> ToDo:
    """Nothing more goes to this address. With `named` messages only."""
    way = channels()[message.channel].label
    text = worded(
        "{person} can't be reached by {channel} ({why}): check the address.",
        person=message.person,
        channel=way,
        why=why,
    )
    return need(message.vendor_id, "address", f"{message.channel}:{address}", text, message=message)


def undelivered(message: Message, why: str) -> ToDo:
    """What may not be lost did not arrive. With `named` messages only."""
    way, title = channels()[message.channel].label, message.variant.version.template.name
    text = worded(
        "“{title}” did not reach {person} by {channel}: {why}. Tell them another way.",
        title=title[:80],
        person=message.person,
        channel=way,
        why=why,
    )
    return need(message.vendor_id, UNDELIVERED, str(message.pk), text, message=message)


def named(ids: Iterable[UUID]) -> dict[UUID, Message]:
    """Messages with what a to-do says about them: whose each is, and what it was called."""
    rows = Message.objects.select_related("person", "variant__version__template").only(
        *("vendor", "channel", "purpose", "person", "variant__version__template__name"),
    )
    return rows.in_bulk(list(ids))


def arrived(messages: Iterable[Message]) -> None:
    """Whoever was to be told another way has it after all."""
    owed = [message for message in messages if message.purpose in NEVER_LOST]
    if owed:
        ToDo.objects.filter(
            vendor__in={message.vendor_id for message in owed},
            key__in=[f"{UNDELIVERED}:{message.pk}" for message in owed],
            done_at=None,
        ).update(done_at=current_time())


def tick(vendor_id: UUID, pk: UUID) -> bool:
    """A person did it. False: it was done already, or isn't theirs."""
    return bool(_one(vendor_id, pk).filter(done_at=None).update(done_at=current_time()))


def untick(vendor_id: UUID, pk: UUID) -> bool:
    """Not done after all; where the same need was noted again meanwhile, that one stands."""
    done = _one(vendor_id, pk).filter(done_at__isnull=False)
    again = ToDo.objects.filter(vendor=vendor_id, key=OuterRef("key"), done_at=None)
    return bool(done.filter(~Exists(again)).update(done_at=None))


def _one(vendor_id: UUID, pk: UUID) -> QuerySet[ToDo]:
    return ToDo.objects.filter(vendor=vendor_id, pk=pk)
