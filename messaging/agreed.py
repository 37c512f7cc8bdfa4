"""A yes by deed: who lets a device be notified agrees to what the contract needs, and to no more.

Nobody is asked on that button whether they want news or offers, so it is no consent to marketing;
tips stay what they were. It lifts an earlier no to the same, because it was said later.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from messaging.fitting import CHANNEL
from messaging.models import Consent
from messaging.policy.facts import Purpose
from wedsync.lib.ids import uuid7
from wedsync.weddings.models import Person

BASIS = "device"
WORDS = _(
    "{vendor} can then notify you here of what your wedding needs, such as times, plans, reminders"
    " and payments. No news or offers: for those you are asked separately."
)


def words_for(person: Person) -> str:
    """What the page says beside the button, in the language that is spoken now."""
    return str(WORDS).format(vendor=person.vendor.name)


def note_agreed(person: Person, registration: str, evidence: Mapping[str, str]) -> None:
    """Once for a device of the current tenant's person, unless a no came after it."""
    topic = {"channel": CHANNEL, "purpose": Purpose.CONTRACTUAL.value}
    said = Consent.objects.filter(person=person, **topic).order_by("-id")
    latest = said.first()
    known = said.filter(address=registration, granted=True).exists()
    if known and latest is not None and latest.granted:
        return
    Consent.objects.create(
        id=uuid7(),
        vendor_id=person.vendor_id,
        person=person,
        address=registration,
        granted=True,
        basis=BASIS,
        evidence={"text": words_for(person), **evidence},
        **topic,
    )
