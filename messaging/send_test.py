"""Say one of one's own messages to oneself: through every gate, to a real receipt."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from messaging.accept import Draft, accept
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.tasks import dispatch
from personalization.models import Variant
from wedsync.lib.ids import uuid7
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Client, Person, Wedding

SOURCE = "test"  # of the couple that stands for a member; archived, so that nothing finds it
AHEAD = dt.timedelta(days=180)


@transaction.atomic
def send_test(
    vendor: Vendor, variant: Variant, email: str, now: dt.datetime, *, actor: str
) -> UUID:
    """Return the message's id. It goes as contractual: nobody has to say yes to their own test.

    Raises Refusal for a variant that isn't said by e-mail.
    """
    if variant.channel != "email":
        raise Refusal("A test goes by e-mail: choose a wording for e-mail.", code="email_only")
    person, wedding = _oneself(vendor, email, now)
    draft = Draft(
        person_id=person.pk,
        wedding_id=wedding.pk,
        variant_id=variant.pk,
        channel="email",
        purpose=Purpose.CONTRACTUAL,
        dedupe_key=f"test:{uuid7()}",
        not_before=now,
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
