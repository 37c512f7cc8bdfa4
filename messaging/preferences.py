"""What a person wants to hear, over which channel: read from the ledger, written into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.channels.registry import channels
from messaging.consent import OPENS
from messaging.models import Consent
from messaging.policy.facts import Purpose
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

CHOSEN = ("email", "sms", "whatsapp")
WORDS: Mapping[str, str] = {
    Purpose.HELPFUL: "Reminders and tips about your wedding",
    Purpose.MARKETING: "News and offers",
    OPENS: "It may be noted whether I open them",
}
UNASKED = frozenset({Purpose.HELPFUL.value, OPENS})  # what goes on until there is a no


@dataclass(frozen=True)
class Choice:
    """One line of the page. `key` names it in the form: `email:marketing`."""

    channel: str
    label: str
    purpose: str
    words: str
    address: str
    wanted: bool

    @property
    def key(self) -> str:
        return f"{self.channel}:{self.purpose}"


def choices_of(person: Person) -> list[Choice]:
    """Where the current tenant's person can be reached, and what they said about it."""
    said = _latest(person.pk)
    return [
        Choice(
            channel=channel,
            label=channels()[channel].label,
            purpose=purpose,
            words=WORDS[purpose],
            address=channels()[channel].address(person),
            wanted=said.get((channel, purpose), purpose in UNASKED),
        )
        for channel in CHOSEN
        if channels()[channel].address(person)
        for purpose in _topics(channel, person.vendor)
    ]


def choose(person: Person, wanted: Sequence[str], evidence: Mapping[str, str]) -> int:
    """Note every choice that differs from what was said before; return how many did.

    `wanted` are the keys that are ticked. Keys the page did not offer count for nothing.
    """
    changed = [one for one in choices_of(person) if one.wanted != (one.key in wanted)]
    Consent.objects.bulk_create(
        Consent(
            id=uuid7(),
            vendor_id=person.vendor_id,
            person=person,
            address=one.address,
            channel=one.channel,
            purpose=one.purpose,
            granted=not one.wanted,
            basis="preferences",
            evidence={"words": one.words, **evidence},
        )
        for one in changed
    )
    return len(changed)


def _topics(channel: str, vendor: Vendor) -> list[str]:
    """Opens only where the vendor would note them at all."""
    watched = channel == "email" and vendor.track_opens
    return [Purpose.HELPFUL.value, Purpose.MARKETING.value, *([OPENS] if watched else [])]


def _latest(person_id: UUID) -> dict[tuple[str, str], bool]:
    rows = (
        Consent.objects.filter(person=person_id)
        .order_by("channel", "purpose", "-id")
        .distinct("channel", "purpose")
    )
    return {(row.channel, row.purpose): row.granted for row in rows}
