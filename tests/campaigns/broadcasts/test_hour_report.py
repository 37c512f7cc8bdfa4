"""What choosing the hour is worth, counted from what people did."""

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcast.worth import Arm
from campaigns.broadcasts.hour_report import hour_report
from campaigns.models import Recipient
from messaging.models import DeliveryEvent, Inbound
from messaging.states import State
from tests.campaigns.stage import come_to
from tests.factories import CampaignFactory, MessageFactory, PersonFactory
from wedsync.lib.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(as_vendor, vendor):
    return CampaignFactory(vendor=vendor, state="running", timing="best")


def arrived(campaign, reason, state=State.DELIVERED):
    message = MessageFactory(person=PersonFactory(client__vendor=campaign.vendor))
    come_to(state, message)
    Recipient.objects.create(
        vendor=campaign.vendor, campaign=campaign, person=message.person, message=message,
        hour_reason=reason,
    )  # fmt: skip
    return message


def clicked(message, reader="human", kind="clicked"):
    DeliveryEvent.objects.create(
        vendor=message.vendor, message=message, kind=kind, at=current_time(), reader=reader
    )


def test_without_anybody_there_is_not_enough_data(campaign):
    assert hour_report(campaign.vendor_id).worth.word == "not enough data"


def test_who_clicked_or_wrote_has_acted_once(campaign):
    message = arrived(campaign, "STO_PERSON")
    arrived(campaign, "STO_EXPLORING")
    clicked(message)
    clicked(message)
    Inbound.objects.create(
        vendor=campaign.vendor, answers=message, channel="email", address="x",
        event_key=str(uuid7()), at=current_time(),
    )  # fmt: skip

    assert hour_report(campaign.vendor_id).chosen == Arm(1, 2)


@pytest.mark.parametrize(("reader", "kind"), [("machine", "clicked"), ("human", "opened")])
def test_machines_and_opens_are_no_act(campaign, reader, kind):
    clicked(arrived(campaign, "STO_HOLDOUT"), reader, kind)

    assert hour_report(campaign.vendor_id).usual == Arm(0, 1)


def test_what_never_arrived_and_what_nobody_chose_are_left_out(campaign):
    arrived(campaign, "STO_VENDOR", State.FAILED)
    arrived(campaign, "SYSTEM_DEFAULT_HOUR")
    arrived(campaign, "")

    found = hour_report(campaign.vendor_id)
    assert (found.chosen, found.usual) == (Arm(0, 0), Arm(0, 0))
