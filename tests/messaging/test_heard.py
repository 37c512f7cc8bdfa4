"""What providers say about opens and clicks is kept, with who it probably was."""

import datetime as dt
from functools import partial

import pytest
from django.utils.timezone import now

from messaging.models import Consent, DeliveryEvent, Handover
from messaging.reading import VERSION
from messaging.track import apply_inbox
from messaging.webhooks import store
from tests.factories import AccountFactory
from tests.messaging.handing import handed
from tests.messaging.test_bounced import report
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

FIREFOX = {"agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"}


@pytest.fixture
def send(account):
    return partial(handed, account)


def hear(account, *reports):
    with operator():
        Handover.objects.update(intent_at=now() - dt.timedelta(days=1))
        store([(account, one) for one in reports])
    apply_inbox()


def visits(message):
    with operator():
        events = DeliveryEvent.objects.filter(message=message).exclude(reader="")
        return [(event.kind, event.reader, event.rule) for event in events.order_by("id")]


def test_a_reported_visit_says_who_it_was_and_by_which_rules(account, send):
    message = send()

    hear(account, report(message, "opened", FIREFOX), report(message, "clicked", FIREFOX))

    assert sorted(visits(message)) == [
        ("clicked", "human", VERSION),
        ("opened", "human", VERSION),
    ]


@pytest.mark.parametrize("told", [{"machine": "1"}, {"bot": "apple"}])
def test_providers_know_some_machines_themselves(account, send, told):
    message = send()

    hear(account, report(message, "opened", FIREFOX | told))

    assert visits(message) == [("opened", "machine", VERSION)]


def test_a_delivery_in_the_same_batch_tells_who_was_too_fast(account, send):
    message, at = send(), now()
    clicked = report(message, "clicked", FIREFOX, occurred_at=at + dt.timedelta(seconds=2))

    hear(account, clicked, report(message, "delivered", occurred_at=at))

    assert visits(message) == [("clicked", "machine", VERSION)]


def test_opens_of_a_vendor_who_wants_none_are_not_kept(account, send):
    message = send()
    with operator():
        Vendor.objects.filter(pk=message.vendor_id).update(track_opens=False)

    hear(account, report(message, "opened", FIREFOX), report(message, "clicked", FIREFOX))

    assert visits(message) == [("clicked", "human", VERSION)]


@pytest.mark.parametrize(("last_word", "kept"), [(False, 0), (True, 1)])
def test_the_last_word_about_being_watched_counts(account, send, last_word, kept):
    message = send()
    with operator():
        for granted in (not last_word, last_word):
            Consent.objects.create(
                vendor=message.vendor, person=message.person, address=message.person.email,
                channel="email", purpose="opens", granted=granted, basis="preferences",
            )  # fmt: skip

    hear(account, report(message, "opened", FIREFOX))

    assert len(visits(message)) == kept


def test_a_provider_of_texts_reports_what_was_read(send):
    account = AccountFactory(provider="twilio", channel="sms")
    message = handed(account, channel="sms", person__phone="+14155550123")

    hear(account, report(message, "read"))

    with operator():
        assert DeliveryEvent.objects.get(message=message).kind == "read"
