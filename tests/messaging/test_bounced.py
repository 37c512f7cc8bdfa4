"""What a bounce does to an address, to the record, to the account and to the vendor's to-dos."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from messaging.bounces import LIMIT
from messaging.models import Consent, ProviderAccount, SoftBounces, Suppression, ToDo
from messaging.providers.protocol import Report
from messaging.track import apply_inbox
from messaging.webhooks import store
from tests.factories import AccountFactory, PersonFactory
from tests.messaging.handing import handed
from tests.messaging.texts import twilio
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

FULL = {"type": "Transient", "subtype": "MailboxFull", "diagnostic": "452 4.2.2 full"}
GONE = {"type": "Permanent", "subtype": "General", "diagnostic": "550 5.1.1 Unknown user"}
OURS = {"type": "Permanent", "subtype": "General", "diagnostic": "550 5.7.26 DMARC"}


@pytest.fixture
def send(account):
    return partial(handed, account)


def report(message, kind, detail=None, **also):
    told = {"event_key": str(uuid7()), "occurred_at": now(), "message_id": message.pk} | also
    return Report(kind=kind, detail=detail or {}, **told)


def hear(account, *reports):
    with operator():
        store([(account, one) for one in reports])
    return apply_inbox()


def suppressed():
    with operator():
        return {(row.channel, row.address): row.reason for row in Suppression.objects.all()}


def todos():
    with operator():
        return [(row.kind, row.text) for row in ToDo.objects.filter(done_at=None)]


def count_of(message):
    with operator():
        rows = SoftBounces.objects.filter(address=message.person.email)
        return rows.values_list("count", flat=True).first() or 0


def test_an_address_that_is_gone_is_given_up_and_the_vendor_hears_of_it(account, send, now_of):
    message = send()

    hear(account, report(message, "bounced", GONE))

    assert suppressed() == {("email", message.person.email): "bounced"}
    assert todos() == [
        ("address", "Lena Ortiz can't be reached by E-mail (no such mailbox): check the address.")
    ]
    assert (now_of(message).state, now_of(message).reason) == ("bounced", "no such mailbox")


def test_two_bounces_of_an_address_are_one_to_do(account, send):
    first = send()
    second = send(person=first.person)

    hear(account, report(first, "bounced", GONE), report(second, "bounced", GONE))

    assert len(todos()) == 1


@pytest.mark.parametrize("purpose", ["emergency", "contractual"])
@pytest.mark.parametrize(
    ("kind", "detail"), [("bounced", GONE), ("soft_bounced", FULL), ("failed", {})]
)
def test_what_may_not_be_lost_is_always_a_to_do(account, send, purpose, kind, detail):
    message = send(purpose=purpose, priority=0 if purpose == "emergency" else 1)

    hear(account, report(message, kind, detail))

    ((what, text),) = todos()
    assert what == "undelivered"
    assert text.startswith(f"“{message.variant.version.template.name}” did not reach Lena Ortiz by")


def test_it_is_done_with_once_it_arrived_after_all(account, send):
    message = send(purpose="contractual")
    hear(account, report(message, "soft_bounced", FULL))

    hear(account, report(message, "delivered"))

    assert todos() == []


def test_a_full_mailbox_is_counted_and_nobody_is_bothered(account, send):
    message = send()

    hear(account, report(message, "soft_bounced", FULL))

    assert (suppressed(), todos(), count_of(message)) == ({}, [], 1)


def test_so_many_in_a_row_are_a_hard_one(account, send):
    message = send()

    for _ in range(LIMIT - 1):
        hear(account, report(message, "soft_bounced", FULL))
    assert suppressed() == {}
    hear(account, report(message, "soft_bounced", FULL))

    assert suppressed() == {("email", message.person.email): "bounced"}
    assert todos() == [
        ("address", "Lena Ortiz can't be reached by E-mail (mailbox full): check the address.")
    ]


def test_a_row_may_come_in_one_batch(account, send):
    message = send()

    hear(account, *(report(message, "soft_bounced", FULL) for _ in range(LIMIT)))

    assert len(suppressed()) == 1


def test_a_delivery_ends_the_row(account, send):
    message = send()
    for _ in range(LIMIT - 1):
        hear(account, report(message, "soft_bounced", FULL))

    hear(account, report(message, "delivered"))
    hear(account, report(message, "soft_bounced", FULL))

    assert (suppressed(), count_of(message)) == ({}, 1)


def test_within_a_batch_the_order_of_the_events_counts(account, send):
    message, at = send(), now()
    full = report(message, "soft_bounced", FULL, occurred_at=at)
    before = [replace(full, event_key=f"b{n}") for n in range(LIMIT)]
    delivered = report(message, "delivered", occurred_at=at + dt.timedelta(seconds=1))
    after = report(message, "soft_bounced", FULL, occurred_at=at + dt.timedelta(seconds=2))

    hear(account, after, delivered, *before)

    assert (suppressed(), count_of(message)) == ({}, 1)


def test_another_vendors_trouble_with_an_address_is_its_own(account, send):
    message = send()
    stranger = send(person=PersonFactory(email=message.person.email))

    hear(account, *(report(message, "soft_bounced", FULL) for _ in range(LIMIT - 1)))
    hear(account, report(stranger, "soft_bounced", FULL))

    assert suppressed() == {}


def test_what_the_content_did_is_not_held_against_the_address(account, send):
    message = send()
    spam = {"type": "Transient", "subtype": "ContentRejected"}

    hear(account, *(report(message, "soft_bounced", spam) for _ in range(LIMIT)))

    assert (suppressed(), todos(), count_of(message)) == ({}, [], 0)


def test_what_is_wrong_with_us_is_the_accounts_trouble(account, send):
    message = send()

    hear(account, report(message, "bounced", OURS))

    assert suppressed() == {}
    with operator():
        assert ProviderAccount.objects.get().trouble == "our mail isn't authenticated"
    ((kind, text),) = todos()
    assert (kind, "our mail isn't authenticated" in text) == ("account", True)


def test_a_failure_nobody_explains_is_not_held_against_the_address(account, send):
    message = send()

    hear(account, *(report(message, "failed") for _ in range(LIMIT)))

    assert (suppressed(), count_of(message)) == ({}, 0)


def test_who_said_no_to_the_provider_said_no():
    mailgun = AccountFactory(provider="mailgun")
    message = handed(mailgun)

    hear(mailgun, report(message, "suppressed", {"subtype": "suppress-unsubscribe"}))

    with operator():
        said = {(c.purpose, c.granted, c.basis) for c in Consent.objects.all()}
    assert said == {("helpful", False, "provider"), ("marketing", False, "provider")}
    assert suppressed() == {}


def test_an_unsubscribe_at_the_provider_is_a_no_once(account, send):
    message = send()

    hear(account, report(message, "unsubscribed"))
    hear(account, report(message, "unsubscribed"))

    with operator():
        said = [(c.purpose, c.granted, c.basis) for c in Consent.objects.all()]
    assert sorted(said) == [("helpful", False, "provider"), ("marketing", False, "provider")]


def test_a_device_that_is_gone_is_no_bounced_address():
    account = AccountFactory(provider="fcm", channel="push")
    message = handed(account, channel="push", person__phone="registration")

    hear(
        account, report(message, "bounced", {"code": "UNREGISTERED"}), report(message, "delivered")
    )

    assert (suppressed(), todos()) == ({}, [])


def test_a_stop_the_carrier_knows_of_ends_everything():
    account = twilio()
    message = handed(account, channel="sms", person__phone="+14155550123")

    hear(account, report(message, "suppressed", {"code": "21610"}))

    assert suppressed() == {("sms", "+14155550123"): "opted out"}
    with operator():
        assert Consent.objects.filter(granted=False, basis="carrier").count() == 4


def test_the_number_of_queries_does_not_grow_with_the_batch(account, send):
    def queries(count):
        sent = [send(purpose="contractual") for _ in range(count)]
        told = [
            report(message, kind, detail)
            for message in sent
            for kind, detail in (
                ("bounced", GONE), ("soft_bounced", FULL), ("failed", OURS), ("opened", {}),
                ("clicked", {}), ("complained", {}), ("unsubscribed", {}), ("delivered", {}),
            )
        ]  # fmt: skip
        with operator():
            store([(account, one) for one in told])
        with CaptureQueriesContext(connection) as captured:
            apply_inbox()
        return len(captured)

    assert queries(1) == queries(6)
