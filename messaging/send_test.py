"""Say one of one's own messages to oneself: through every gate, to a real receipt."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from messaging.accept import Draft, accept
from messaging.models import Message, ProviderAccount
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.policy.shapes import fits
from messaging.tasks import dispatch
from messaging.trial import As, key_of, key_through
from personalization.models import Variant
from wedsync.lib.ids import uuid7
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Client, Person, Wedding

SOURCE = "test"  # of the couple that stands for a member; archived, so that nothing finds it
AHEAD = dt.timedelta(days=180)
MOST, WITHIN = 20, dt.timedelta(hours=1)
BY_PHONE = frozenset({"sms", "whatsapp"})


@dataclass(frozen=True)
class Oneself:
    """Where a member is reached; `phone` as they write it, "" where none is needed; `through` is
    the one account that may carry it."""

    email: str
    phone: str = ""
    through: ProviderAccount | None = None


@transaction.atomic
def send_test(
    vendor: Vendor,
    variant: Variant,
    to: Oneself,
    now: dt.datetime,
    *,
    actor: str,
    meant: As | None = None,
) -> UUID:
    """Return the message's id. It goes as contractual: nobody has to say yes to their own test.

    `meant`: written as for one of the vendor's people. Raises Refusal: no number to go to, too
    many within an hour, an account out of use.
    """
    if through := to.through:
        _check(through, variant)
    person, wedding = _oneself(vendor, to.email, now)
    if variant.channel in BY_PHONE:
        _reach(person, to.phone)
    _not_too_many(vendor, now)
    draft = Draft(
        person_id=person.pk,
        wedding_id=wedding.pk,
        variant_id=variant.pk,
        channel=variant.channel,
        purpose=Purpose.CONTRACTUAL,
        dedupe_key=key_through(uuid7(), through.pk) if through else key_of(uuid7(), meant),
        not_before=now,
        expires_at=now + WITHIN if through else None,
    )
    message = accept(vendor.pk, [draft], now)[draft.dedupe_key]
    record(vendor, "message.tested", variant, actor=actor)
    announce(vendor.pk)
    later(dispatch)
    return message


def _oneself(vendor: Vendor, email: str, now: dt.datetime) -> tuple[Person, Wedding]:
    """A couple of one, once an address; its wedding is half a year ahead of any test."""
    client, _ = Client.objects.get_or_create(
        vendor=vendor,
        source=SOURCE,
        external_id=slugify(email)[:120],
        defaults={"name": "You (a test)", "archived_at": now},
    )
    person, _ = Person.objects.get_or_create(
        vendor=vendor, client=client, email=email, defaults={"given_name": "You"}
    )
    details = {"date": (now + AHEAD).date(), "venue_name": "A test venue", "venue_city": "Nowhere"}
    wedding, _ = Wedding.objects.update_or_create(vendor=vendor, client=client, defaults=details)
    return person, wedding


def _check(through: ProviderAccount, variant: Variant) -> None:
    if not through.enabled:
        raise Refusal("This sender is not in use.", code="not_used")
    if through.channel != variant.channel:
        raise Refusal("This sender carries another channel.", code="not_carried")


def _reach(person: Person, phone: str) -> None:
    number = "".join(sign for sign in phone if sign not in " ()-./\u00a0")
    if not fits("sms", number):
        raise Refusal(
            "Write your own number with + and the country, like +1 415 555 0100.", code="no_number"
        )
    person.phone = number
    person.save(update_fields=["phone"])


def _not_too_many(vendor: Vendor, now: dt.datetime) -> None:
    lately = Message.objects.filter(vendor=vendor, person__client__source=SOURCE)
    if lately.filter(created_at__gt=now - WITHIN).count() >= MOST:
        raise Refusal(
            "{most} tests an hour are enough: wait a little.", code="too_many_tests", most=MOST
        )
