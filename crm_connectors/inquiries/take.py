"""Takes in what somebody said on a vendor's page: a couple that inquires, and their letter.

Anybody can fill it in under any name. So it adds, and never changes what is known already; and
whoever filled it in is not told whether anything was.
"""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from crm_connectors.import_couples import take_turn
from crm_connectors.inquiries.agree import ACTOR, Ticked, agree
from crm_connectors.inquiries.known import Met, known
from crm_connectors.inquiries.said import Said, key_of, letter
from crm_connectors.inquiry_models import Inquiry
from crm_connectors.people import Name
from crm_connectors.records import PersonRecord, couple_name
from messaging.inbound import thread_of
from messaging.models import Inbound
from messaging.news import announce
from messaging.writer import Writer
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.keep import add, add_wedding
from wedsync.weddings.models import Client, Life, Person, Role, Wedding

SOURCE = "form"
LONGEST_NAME, LONGEST_OF_A_COUPLE = 80, 200  # as they are kept


@transaction.atomic
def take(vendor: Vendor, said: Said, ticked: Sequence[Ticked], now: dt.datetime) -> None:
    """In the current tenant and the visitor's language; the same thing said twice is taken once."""
    take_turn(vendor.pk)
    today = local_day(now, ZoneInfo(vendor.timezone))
    text = letter(said, [one.wording.text for one in ticked])
    key = key_of(said, text, today)
    if Inbound.objects.filter(vendor=vendor, event_key=key).exists():
        return
    met = known(vendor.pk, said)
    person = met.person if met else _couple(vendor, said)
    wedding = (met and met.wedding) or _wedding(person.client, said, today)
    _heard(Met(person, wedding), said, Inbound(event_key=key, text=text, at=now), ticked)
    agree(person, [said.email, said.phone], ticked, now)
    announce(vendor.pk)


def _couple(vendor: Vendor, said: Said) -> Person:
    """The account and both partners; the address is whose name comes first."""
    name = couple_name(*(PersonRecord("", *one, email=said.email) for one in said.names))
    named = Client(id=uuid7(), vendor=vendor, name=name[:LONGEST_OF_A_COUPLE], source=SOURCE)
    client = add(named, actor=ACTOR)
    one, other = (_person(client, said, whose) for whose in said.names)
    one.email, one.phone = said.email, said.phone
    add(one, actor=ACTOR)
    if other.given_name or other.family_name:
        other.role = Role.PARTNER_B
        add(other, actor=ACTOR)
    return one


def _person(client: Client, said: Said, name: Name) -> Person:
    given, family = name
    return Person(
        id=uuid7(),
        vendor=client.vendor,
        client=client,
        given_name=given[:LONGEST_NAME],
        family_name=family[:LONGEST_NAME],
        language=said.language,
    )


def _wedding(client: Client, said: Said, today: dt.date) -> Wedding:
    wedding = Wedding(
        id=uuid7(),
        vendor=client.vendor,
        client=client,
        life=Life.INQUIRY,
        date=said.date,
        precision=said.precision,
        venue_name=said.venue,
        venue_city=said.city,
        guests=said.guests,
    )
    return add_wedding(wedding, marks={"inquiry": today}, actor=ACTOR)


def _heard(met: Met, said: Said, inbound: Inbound, ticked: Sequence[Ticked]) -> None:
    """Their letter, unread in the couple's conversation, and what they agreed to beside it."""
    vendor_id = met.person.vendor_id
    inbound.id, inbound.vendor_id = uuid7(), vendor_id
    inbound.thread = thread_of(Writer(vendor_id, met.person, met.wedding), inbound.at)
    inbound.channel, inbound.address = said.channel, said.address
    inbound.subject = _("Your inquiry")
    inbound.save(force_insert=True)
    agreed = [{"box": one.topic.key, **one.evidence} for one in ticked]
    Inquiry.objects.create(id=uuid7(), vendor_id=vendor_id, inbound=inbound, agreed=agreed)
