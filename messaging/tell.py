"""A program of the vendor's tells what a person said, or closes an address, or opens it again."""

from collections.abc import Mapping

from django.utils.timezone import now as current_time

from messaging.channels.registry import channels
from messaging.consent import Claim, add
from messaging.models import Consent, Suppression
from messaging.policy.facts import Purpose
from messaging.said import said_about
from messaging.suppress import Address, suppress
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.weddings.models import Person

BASIS = "api"
MANUAL = "manual"  # the only reason that a vendor may take back
LONGEST = 500


def tell(
    person: Person, topic: tuple[str, Purpose], evidence: str, *, granted: bool, actor: str
) -> Consent:
    """Note a yes or a no about a channel and purpose; return the word that holds now.

    What was said already isn't said twice. Raises Refusal for a person who can't be reached there,
    and for a yes over a no: that one, only they themselves take back.
    """
    channel, purpose = topic
    address = channels()[channel].address(person)
    if not address:
        raise Refusal(
            "This person has no address for {channel}.", code="no_address", channel=channel
        )
    say = _say_yes if granted else _say_no
    say(person, topic, address, evidence)
    said = Consent.objects.filter(person=person, channel=channel, purpose=purpose.value)
    word = said.order_by("-id")[0]
    data = {"channel": channel, "purpose": purpose.value, "granted": granted}
    record(person.vendor_id, "consent.told", person, actor=actor, data=data)
    return word


def close_address(address: Address, *, actor: str) -> Suppression:
    """Nothing more is sent there. One that is closed already keeps its own reason."""
    suppress([(address, MANUAL)])
    found = Suppression.objects.get(
        vendor=address.vendor_id, channel=address.channel, address=address.address
    )
    record(address.vendor_id, "address.closed", found, actor=actor)
    return found


def open_address(suppression: Suppression, *, actor: str) -> None:
    """Raises Refusal for what a bounce, a complaint or the person has closed."""
    if suppression.reason != MANUAL:
        raise Refusal(
            "This address is closed because it {reason}: that isn't yours to lift.",
            code="not_manual",
            reason=suppression.reason,
        )
    record(suppression.vendor_id, "address.opened", suppression, actor=actor)
    suppression.delete()


def _say_yes(person: Person, topic: tuple[str, Purpose], address: str, evidence: str) -> None:
    channel, purpose = topic
    word = said_about([person.pk], [address]).word(
        person.pk, address, (channel, purpose.value), current_time()
    )
    if word == "revoked":
        raise Refusal(
            "They have said no. Only they themselves can take that back, on their own page.",
            code="said_no",
        )
    claims = [Claim(person.pk, address, evidence)]
    add(person.vendor_id, claims, basis=BASIS, channel=channel, purpose=purpose)


def _say_no(person: Person, topic: tuple[str, Purpose], address: str, evidence: str) -> None:
    channel, purpose = topic
    about: Mapping[str, object] = {"person": person, "channel": channel, "purpose": purpose.value}
    last = Consent.objects.filter(**about).order_by("-id").first()
    if last is None or last.granted or last.address != address:
        Consent.objects.create(
            id=uuid7(),
            vendor_id=person.vendor_id,
            **about,
            address=address,
            granted=False,
            basis=BASIS,
            evidence={"said": evidence[:LONGEST]},
        )
