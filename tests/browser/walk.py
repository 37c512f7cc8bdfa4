"""Every named page of the house, with something on each of them to look at."""

import datetime as dt

from django.conf import settings
from django.test import Client as Browser
from django.utils.timezone import now

from crm_connectors.inquiries.set_form import offered_boxes, set_form
from crm_connectors.inquiry_models import QUESTIONS
from messaging.links import private_url
from messaging.models import DeliveryEvent, Handed, Handover, Inbound, SavedReply, Thread
from messaging.reply import Words, reply
from messaging.shift import shift
from messaging.states import State
from personalization.models import Variant
from tests.messaging.handing import handed
from tests.messaging.texts import twilio
from tests.wedsync.dashboard.test_pages import PAGES, address, one_of_each
from wedsync.analytics.rollup import rollup
from wedsync.demo.seed import seed
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Membership, Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person, Wedding

STUDIO = "alder-and-light"
PASSWORD = "correct horse battery"  # as of every user in tests
# What htmx asks for and puts into a page: no page by itself.
PARTS = {
    "audience",
    "campaign-forecast",
    "campaign-recipients",
    "campaign-standing",
    "emergency-standing",
    "import-standing",
    "inbox-unread",
    "integration-standing",
    "segment-reach",
    "today-feed",
}
STAGES = ("planning", "upcoming", "post_wedding")
WRITES = (
    "Could we add ten minutes with my grandparents after the ceremony?",
    "We have the final headcount: 84 adults and 9 children.",
    "Is it all right if my brother brings his drone?",
    "Thank you so much, we love the sneak peek!",
)


def lived() -> Membership:
    """The sample season of the demo, some of it said and answered; returns the owner's seat."""
    seed(now().date())
    with operator():
        seat = Membership.objects.select_related("vendor", "user").get(vendor__slug=STUDIO)
    seat.user.set_password(PASSWORD)
    seat.user.save(update_fields=["password"])
    _talk(seat.vendor)
    return seat


def places(seat: Membership, *, parts: bool = False) -> dict[str, str]:
    """By name the address of every page of the dashboard, and of a couple's own.

    `parts`: what htmx puts into them, too.
    """
    browser = Browser()
    browser.force_login(seat.user)
    rows = one_of_each(browser, seat.vendor)
    with operator():
        thread = Thread.objects.filter(vendor=seat.vendor, inbound__isnull=False).first()
        rows["thread"] = thread.pk if thread else rows["thread"]
        rows["wedding"] = _full(seat.vendor).pk
    found = {name: address(name, rows) for name in PAGES if parts or name not in PARTS}
    return found | _public(seat.vendor)


def _public(vendor: Vendor) -> dict[str, str]:
    with operator():
        person = Person.objects.filter(vendor=vendor).exclude(email="").first()
    key = max(settings.TOKEN_KEYS)
    with tenant(vendor.pk):
        asks = set_form(
            vendor, is_open=True, questions=QUESTIONS, boxes=offered_boxes(), actor="user:1"
        )
    return {
        "inquiry": f"/i/{asks.door}/",
        "couple-messages": private_url("", "page", vendor.pk, person.pk, key),
        "couple-preferences": private_url("", "preferences", vendor.pk, person.pk, key),
    }


def _full(vendor: Vendor) -> Wedding:
    """One that has the most planned for it."""
    found = Wedding.objects.filter(vendor=vendor, enrollments__isnull=False)
    return found.first() or Wedding.objects.filter(vendor=vendor).first()


def _talk(vendor: Vendor) -> None:
    """Four couples wrote, one was answered; and a season's figures."""
    account = twilio("email", vendor=vendor)
    with operator():
        ours = Person.objects.filter(vendor=vendor, role="partner_a")
        people = list(ours.select_related("vendor", "client").order_by("id")[:40])
    for person, text in zip(people, WRITES, strict=False):
        _hear(person, text)
    _figures(account, people)
    with operator():
        thread = Thread.objects.filter(vendor=vendor).select_related("vendor").latest("id")
        SavedReply.objects.create(
            vendor=vendor, name="Thank you", text="Hi {{ person.first_name }}, thank you!"
        )
    with tenant(vendor.pk):
        words = Words("Done. 16:20, right after the ceremony.", "email", "1")
        reply(thread.pk, words, actor="user:1", now=now())
        rollup(vendor, now())


def _hear(person: Person, text: str) -> None:
    with operator():
        Inbound.objects.create(
            id=uuid7(),
            vendor_id=person.vendor_id,
            thread=Thread.objects.create(
                id=uuid7(),
                vendor_id=person.vendor_id,
                person=person,
                wedding=person.client.weddings.first(),
                unread=1,
            ),
            channel="email",
            address=person.email,
            subject="Our day",
            text=text,
            event_key=str(uuid7()),
            at=now(),
        )


def _figures(account: object, people: list[Person]) -> None:
    for number, person in enumerate(people):
        with operator():
            wedding = person.client.weddings.first()
        message = handed(account, person=person, wedding=wedding, variant=_wording(person, number))
        with tenant(person.vendor_id):
            shift([message.pk], State.DELIVERED)
        at = now() - dt.timedelta(days=2 * number, hours=number % 12)
        with operator():
            Handover.objects.filter(members__message=message).update(intent_at=at)
            stage = {"stage": STAGES[number % len(STAGES)]}
            Handed.objects.filter(message=message).update(context={"wedding": stage})
            if number % 3 == 0:
                DeliveryEvent.objects.create(
                    vendor_id=person.vendor_id,
                    message=message,
                    kind="clicked",
                    at=at + dt.timedelta(hours=2),
                    reader="human",
                )


def _wording(person: Person, number: int) -> Variant:
    """Of the vendor's own templates, by e-mail."""
    with operator():
        ours = Variant.objects.filter(vendor=person.vendor_id, channel="email")
        found = list(ours.filter(language="en").order_by("version__template__name", "id")[:4])
    return found[number % len(found)]
