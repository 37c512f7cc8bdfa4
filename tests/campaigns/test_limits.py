"""A campaign's own pace and its own money."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts import expand as expanding
from campaigns.broadcasts.edit import allow
from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.pause import resume
from campaigns.broadcasts.spend import USED_UP, cap_left
from campaigns.models import Recipient
from messaging.models import Handed, Handover, Message, ToDo
from messaging.shift import shift
from messaging.states import State
from tests.campaigns.stage import PHONE, fresh, made, people
from tests.factories import AccountFactory
from wedsync.billing.models import Price
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
CENT = 10_000


@pytest.fixture
def prices(vendor):
    with operator():
        for channel, micros in (("sms", CENT), ("email", 0)):
            Price.objects.create(
                vendor=vendor, channel=channel, micros=micros, currency="USD",
                from_day=dt.date(2020, 1, 1), unit="message",
            )  # fmt: skip


@pytest.fixture
def later(monkeypatch):
    def pass_(**time):
        then = current_time() + dt.timedelta(**time)
        monkeypatch.setattr(expanding, "current_time", lambda: then)

    return pass_


def begun(vendor, count=5, channel="sms", **fields):
    people(vendor, count, phone=PHONE)
    campaign = made(channel, vendor=vendor, **fields)
    launch(campaign, actor="user:1")
    return campaign


def test_no_more_than_so_many_an_hour(as_vendor, vendor):
    campaign = begun(vendor, per_hour=2)

    assert [expand(campaign.pk), expand(campaign.pk)] == [2, 0]


def test_what_left_an_hour_ago_makes_room(as_vendor, vendor, later):
    campaign = begun(vendor, per_hour=2)
    expand(campaign.pk)
    account = AccountFactory(vendor=vendor, provider="twilio", channel="sms")
    for message in Message.objects.all():
        leave(account, message)

    assert expand(campaign.pk) == 0
    later(minutes=61)
    assert expand(campaign.pk) == 2


def test_what_waits_takes_its_room_however_long_ago_it_was_made(as_vendor, vendor, later):
    campaign = begun(vendor, per_hour=2)
    expand(campaign.pk)

    later(minutes=600)

    assert expand(campaign.pk) == 0


@pytest.mark.usefixtures("prices")
def test_it_stops_before_its_cap_would_be_passed_and_asks(as_vendor, vendor):
    campaign = begun(vendor, budget_micros=3 * CENT + 1, budget_currency="USD")

    assert expand(campaign.pk) == 3
    assert (fresh(campaign).state, fresh(campaign).reason) == ("paused", USED_UP)
    assert campaign.name in ToDo.objects.get().text
    assert cap_left(fresh(campaign)).micros == 1
    assert Recipient.objects.filter(message=None).count() == 2


@pytest.mark.usefixtures("prices")
def test_with_more_money_it_goes_on_to_the_last(as_vendor, vendor):
    campaign = begun(vendor, budget_micros=3 * CENT, budget_currency="USD")
    expand(campaign.pk)

    allow(fresh(campaign), 5 * CENT, actor="user:1")
    resume(fresh(campaign), actor="user:1")

    assert expand(campaign.pk) == 2
    assert fresh(campaign).state == "running"


@pytest.mark.usefixtures("prices")
def test_what_is_in_line_already_still_leaves(as_vendor, vendor):
    campaign = begun(vendor, budget_micros=CENT, budget_currency="USD")
    expand(campaign.pk)

    assert Message.objects.get().state == "queued"


@pytest.mark.usefixtures("prices")
def test_who_is_held_out_costs_nothing(as_vendor, vendor):
    campaign = begun(vendor, budget_micros=0, budget_currency="USD", holdout_percent=100)

    assert expand(campaign.pk) == 5


@pytest.mark.usefixtures("prices")
def test_a_budget_in_other_money_can_not_be_kept_and_says_so(as_vendor, vendor):
    campaign = begun(vendor, budget_micros=9 * CENT, budget_currency="EUR")

    assert expand(campaign.pk) == 0
    assert "prices are in USD, its budget in EUR" in fresh(campaign).reason


def test_without_known_prices_it_goes_as_long_as_anything_is_left(as_vendor, vendor):
    campaign = begun(vendor, budget_micros=1, budget_currency="USD")

    assert expand(campaign.pk) == 5


def leave(account, message):
    call = Handover.objects.create(vendor=message.vendor, account=account, provider="twilio")
    Handed.objects.create(
        vendor=message.vendor, handover=call, message=message, position=0, fence=1, address=PHONE
    )
    for state in (State.CLAIMED, State.SENDING, State.ACCEPTED):
        shift([message.pk], state)
