"""What each person of a wedding said to, and what gets through to them, by channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from messaging.channels.registry import channels
from messaging.models import Consent, Suppression
from messaging.policy.facts import Purpose
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

SAID = {
    True: (worded("Yes"), "good"),
    False: (worded("No"), "bad"),
    None: (worded("Not asked"), ""),
}
NO_ADDRESS, BLOCKED = (worded("No address"), ""), (worded("Blocked"), "bad")


@dataclass(frozen=True)
class Way:
    """`word` and `tone` are of a chip; `more` says why a way is shut."""

    channel: str
    word: str
    tone: str
    more: str = ""


@dataclass(frozen=True)
class Someone:
    person: Person
    ways: tuple[Way, ...]

    @property
    def unasked(self) -> bool:
        """Whether their mailbox may be asked."""
        return self.ways[0].word == SAID[None][0]


def consents_of(vendor: Vendor, client_id: UUID) -> list[Someone]:
    """About marketing, by the latest word. Three queries, however many people."""
    people = list(Person.objects.filter(vendor=vendor, client=client_id))
    said, shut = _said(vendor, people), _shut(vendor, people)
    return [
        Someone(
            one, tuple(_way(one, channel, said, shut) for channel in ("email", "sms", "whatsapp"))
        )
        for one in people
    ]


def _way(
    person: Person,
    channel: str,
    said: dict[tuple[UUID, str], bool],
    shut: dict[tuple[str, str], str],
) -> Way:
    address = person.email if channel == "email" else person.phone
    label = channels()[channel].label
    if not address:
        return Way(label, *NO_ADDRESS)
    if (channel, address) in shut:
        return Way(label, *BLOCKED, shut[channel, address])
    return Way(label, *SAID[said.get((person.pk, channel))])


def _said(vendor: Vendor, people: Iterable[Person]) -> dict[tuple[UUID, str], bool]:
    rows = Consent.objects.filter(
        vendor=vendor, person__in=people, purpose=Purpose.MARKETING.value
    ).order_by("person_id", "channel", "-id")
    latest = rows.distinct("person_id", "channel")
    return {(one.person_id, one.channel): one.granted for one in latest}


def _shut(vendor: Vendor, people: Iterable[Person]) -> dict[tuple[str, str], str]:
    addresses = [address for one in people for address in (one.email, one.phone) if address]
    rows = Suppression.objects.filter(vendor=vendor, address__in=addresses)
    return {(one.channel, one.address): one.reason for one in rows}
