"""What only the vendor can mend, asked once."""

from uuid import UUID

from messaging.models import Message, ToDo
from wedsync.lib.ids import uuid7


def ask(vendor_id: UUID, kind: str, key: str, text: str, *, message: Message | None = None) -> None:
    """Note a need; the same one, still open, isn't noted again."""
    ToDo.objects.bulk_create(
        [
            ToDo(
                id=uuid7(),
                vendor_id=vendor_id,
                kind=kind,
                key=f"{kind}:{key}"[:200],
                text=text[:300],
                message=message,
                person_id=message.person_id if message else None,
            )
        ],
        ignore_conflicts=True,
    )
