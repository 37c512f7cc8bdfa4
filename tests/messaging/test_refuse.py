"""A provider said "never": what that means for the message, its address and the person."""

import pytest

from messaging.models import Consent, Suppression, ToDo
from messaging.providers.protocol import Refused
from messaging.refuse import refuse
from messaging.todo import ask
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


def told(channel="sms", address="+14155550101", **answer):
    message = MessageFactory(channel=channel, state="queued", tries=1)
    with tenant(message.vendor_id):
        type(message).objects.filter(pk=message.pk).update(state="claimed")
        type(message).objects.filter(pk=message.pk).update(state="sending")
        refuse(message.pk, address, "twilio", Refused("no", **answer))
        message.refresh_from_db()
    return message


def rows(message, model):
    with tenant(message.vendor_id):
        return list(model.objects.all())


def test_a_message_that_is_to_blame_fails_alone():
    message = told()

    assert (message.state, message.reason) == ("failed", "refused by twilio: no")
    assert rows(message, Suppression) == rows(message, ToDo) == []


def test_an_address_that_leads_nowhere_gets_nothing_more_and_somebody_is_told():
    message = told(fault="address", code="21211")

    (suppressed,) = rows(message, Suppression)
    (todo,) = rows(message, ToDo)
    assert message.state == "failed"
    assert (suppressed.address, suppressed.reason) == ("+14155550101", "unreachable")
    assert todo.text.startswith("Lena Ortiz can't be reached by SMS")


def test_an_opt_out_that_only_the_carrier_knew_goes_on_record():
    message = told(fault="opted_out", code="21610")

    said = rows(message, Consent)
    assert message.state == "suppressed"
    assert {one.purpose for one in said} == {"emergency", "contractual", "helpful", "marketing"}
    assert not any(one.granted for one in said)
    assert {one.evidence["code"] for one in said} == {"21610"}


def test_a_device_that_is_gone_suppresses_nobody():
    message = told(channel="push", address="fid-1", fault="address")

    assert message.state == "failed"
    assert rows(message, Suppression) == []


def test_the_same_need_is_asked_once():
    message = MessageFactory()

    with tenant(message.vendor_id):
        for _ in range(2):
            ask(message.vendor_id, "address", "sms:+1", "Check it.", message=message)

    assert len(rows(message, ToDo)) == 1
