"""The feed: people's doings, newest first, and nothing missed after a cursor."""

import datetime as dt
import time

from django.utils.timezone import now as current_time

from messaging.models import DeliveryEvent, Inbound
from messaging.states import State
from tests.factories import VendorFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.analytics.today import feed as module
from wedsync.analytics.today.feed import newest, since
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant


def heard(message, kind="clicked", pk=None, **also):
    with tenant(message.vendor_id):
        return DeliveryEvent.objects.create(
            id=pk or uuid7(), vendor_id=message.vendor_id, message=message, kind=kind,
            at=current_time(), source="link", **also,
        )  # fmt: skip


def replied(vendor, text="4 pm works!"):
    with tenant(vendor.pk):
        return Inbound.objects.create(
            id=uuid7(), vendor=vendor, channel="sms", address="+15035550100", text=text,
            event_key=text, at=current_time(),
        )  # fmt: skip


def told(vendor, cursor=None):
    with tenant(vendor.pk):
        return [one.id for one in (since(vendor, cursor) if cursor else newest(vendor))]


def test_the_newest_comes_first_whoever_did_it(vendor):
    message = messages_of(running(vendor, State.DELIVERED))[0]
    first, second, third = heard(message), replied(vendor), heard(message, "bounced")

    assert told(vendor) == [third.pk, second.pk, first.pk]


def test_what_machines_open_and_the_machine_says_is_no_news(vendor):
    message = messages_of(running(vendor, State.DELIVERED))[0]
    heard(message, "opened", reader="machine")
    heard(message, "sent")
    person = heard(message, "opened", reader="human")

    assert told(vendor) == [person.pk]


def test_a_row_that_appears_behind_the_cursor_is_not_missed(vendor):
    message = messages_of(running(vendor, State.DELIVERED))[0]
    made_early = uuid7()
    cursor = heard(message).pk
    late = heard(message, pk=made_early)

    assert late.pk in told(vendor, cursor)


def test_what_is_older_than_the_overlap_is_not_sent_again(vendor, monkeypatch):
    monkeypatch.setattr(module, "OVERLAP", dt.timedelta(0))
    message = messages_of(running(vendor, State.DELIVERED))[0]
    old = heard(message).pk
    time.sleep(0.003)  # ids count milliseconds
    new = heard(message).pk

    assert told(vendor, new) == [new]
    assert told(vendor, old) == [new, old]


def test_nobody_hears_of_another(vendor):
    heard(messages_of(running(VendorFactory(), State.DELIVERED))[0])

    assert told(vendor) == []
