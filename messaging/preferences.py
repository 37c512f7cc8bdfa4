"""What a person wants to hear, over which channel: read from the ledger, written into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import now as current_time
from django.utils.translation import get_language

from messaging.channels.registry import channels
from messaging.consent import OPENS
from messaging.consent_texts import CHOSEN, Topic, Wording, wordings
from messaging.models import Consent, Suppression
from messaging.policy.facts import Purpose
from messaging.said import said_about
from messaging.suppress import OPTED_OUT
from wedsync.lib.ids import uuid7
from wedsync.lib.translated import translated
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

UNASKED = frozenset({Purpose.HELPFUL.value, OPENS})  # what goes on until there is a no


@dataclass(frozen=True)
class Choice:
    """One line of the page. `key` names it in the form: `email:marketing`."""

    channel: str
    label: str
    purpose: str
    wording: Wording
    address: str
    wanted: bool

    @property
    def key(self) -> str:
        return f"{self.channel}:{self.purpose}"

    @property
    def words(self) -> str:
        return self.wording.text


def choices_of(person: Person) -> list[Choice]:
    """Where the current tenant's person can be reached, and what they said about it."""
    addresses, now = _addresses(person), current_time()
    said = said_about([person.pk], addresses.values())
    language = get_language() or settings.LANGUAGE_CODE
    worded = wordings(person.vendor, language)
    return [
        Choice(
            channel=channel,
            label=translated(channels()[channel].label),
            purpose=purpose,
            wording=worded[Topic(channel, purpose, language)],
            address=address,
            wanted=_is_wanted(said.word(person.pk, address, (channel, purpose), now), purpose),
        )
        for channel, address in addresses.items()
        for purpose in _topics(channel, person.vendor)
    ]


def shown_of(choices: Sequence[Choice]) -> str:
    """Which words somebody looks at: the number of each, in order."""
    return ".".join(str(one.wording.number) for one in choices)


def stopped_by(person: Person) -> list[str]:
    """Labels of what they ended by STOP: no page can open that again, only START can."""
    ended = _stopped(_ways(person))
    return [translated(channels()[channel].label) for channel in CHOSEN if channel in ended]


def _is_wanted(word: str, purpose: str) -> bool:
    return word == "granted" or (not word and purpose in UNASKED)


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
            evidence={**one.wording.evidence, **evidence},
        )
        for one in changed
    )
    return len(changed)


def _topics(channel: str, vendor: Vendor) -> list[str]:
    """Opens only where the vendor would note them at all."""
    watched = channel == "email" and vendor.track_opens
    return [Purpose.HELPFUL.value, Purpose.MARKETING.value, *([OPENS] if watched else [])]


def _addresses(person: Person) -> dict[str, str]:
    """By channel, where the person is reached and has not stopped it."""
    found = _ways(person)
    ended = _stopped(found)
    return {channel: to for channel, to in found.items() if to and channel not in ended}


def _ways(person: Person) -> dict[str, str]:
    return {channel: channels()[channel].address(person) for channel in CHOSEN}


def _stopped(addresses: Mapping[str, str]) -> set[str]:
    rows = Suppression.objects.filter(reason=OPTED_OUT, address__in=set(addresses.values()) - {""})
    noted = set(rows.values_list("channel", "address"))
    return {channel for channel, address in addresses.items() if (channel, address) in noted}
