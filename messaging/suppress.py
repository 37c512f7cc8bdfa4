"""An address that gets nothing more from a vendor on a channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from messaging.models import Suppression
from wedsync.lib.ids import uuid7

BOUNCES = frozenset({"email", "sms", "whatsapp"})  # a device is forgotten, see registrations.py
BOUNCED, COMPLAINED, UNREACHABLE = "bounced", "complained", "unreachable"
OPTED_OUT = "opted out"  # START lifts it


@dataclass(frozen=True, order=True)
class Address:
    vendor_id: UUID
    channel: str
    address: str


def suppress(chosen: Iterable[tuple[Address, str]]) -> None:
    """Each with the reason why. One that is suppressed already keeps its own."""
    rows = {address: reason for address, reason in chosen if address.channel in BOUNCES}
    if rows:
        Suppression.objects.bulk_create(
            [
                Suppression(
                    id=uuid7(),
                    vendor_id=one.vendor_id,
                    channel=one.channel,
                    address=one.address,
                    reason=reason,
                )
                for one, reason in rows.items()
            ],
            ignore_conflicts=True,
        )
