"""What Twilio posts, from the door to the ledger."""

import pytest

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.links import callback
from messaging.models import Consent, DeliveryEvent, Handed, Handover, Inbound, Suppression
from messaging.track import apply_inbox
from tests.factories import MessageFactory, PersonFactory
from tests.messaging.providers.test_twilio_webhook import STATUS, WORDS, hook
from tests.messaging.providers.texts import GUEST, MESSAGES
from tests.messaging.texts import awake, twilio
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
HOST = "http://testserver"  # as settings.PUBLIC_URL says in tests


@pytest.fixture
def own(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor, phone=GUEST, timezone=awake())


@pytest.fixture
def message(own, lena, sandbox):
    """Accepted, for all Twilio knows; for all we know, nobody can tell."""
    message = MessageFactory(person=lena, channel="sms", purpose="contractual")
    sandbox.fault(MESSAGES, drop="after")
    deliver(claim(message.vendor_id, "sms", message.priority, 10), own)
    return message


@pytest.fixture
def post(client):
    def posted(path, fields):
        told = hook(fields, HOST + path)
        signature = {"x-twilio-signature": told.headers["x-twilio-signature"]}
        kind = told.headers["content-type"]
        answer = client.generic("POST", path, told.body, kind, headers=signature)
        apply_inbox()
        return answer.status_code

    return posted


@pytest.fixture
def report(post, own, message):
    """Post a status to the address that names the very call."""
    with operator():
        handover = Handover.objects.get()

    def reported(status, **also):
        path = callback("", "twilio", own.pk, handover.pk, 1)
        return post(path, STATUS | {"MessageStatus": status} | also)

    return reported


def test_it_proves_that_a_silent_call_was_accepted(report, message, now_of):
    assert (now_of(message).state, report("sent")) == ("unknown", 200)

    assert now_of(message).state == "sent"
    with operator():
        assert Handover.objects.get().outcome == "accepted"
        assert Handed.objects.get().provider_message_id == STATUS["MessageSid"]


def test_out_of_order_and_twice_is_once_and_in_order(report, message, now_of):
    for status in ("read", "delivered", "sent", "read", "delivered"):
        report(status)

    assert now_of(message).state == "delivered"
    with operator():
        kinds = list(DeliveryEvent.objects.values_list("kind", flat=True))
    assert sorted(kinds) == ["delivered", "read", "sent"]


def test_a_number_that_is_none_gets_nothing_more(report, message, now_of):
    report("undelivered", ErrorCode="30005", ErrorMessage="Unknown")

    assert now_of(message).state == "bounced"
    with operator():
        assert Suppression.objects.get().address == GUEST


def test_a_carriers_no_goes_on_the_record(report, message, lena, now_of):
    report("failed", ErrorCode="21610")

    assert now_of(message).state == "suppressed"
    with operator():
        rows = Consent.objects.filter(person=lena, channel="sms", granted=False)
        assert set(rows.values_list("basis", "address")) == {("carrier", GUEST)}
        assert Suppression.objects.get().reason == "opted out"


@pytest.mark.parametrize("code", ["30003", "30007", "30034", "99999"])
def test_what_failed_for_other_reasons_suppresses_nobody(report, message, now_of, code):
    report("undelivered", ErrorCode=code)

    assert now_of(message).state == "failed"
    with operator():
        assert (Suppression.objects.count(), Consent.objects.count()) == (0, 0)


def test_an_address_we_never_gave_out_is_refused(post, own, message, now_of):
    path = callback("", "twilio", own.pk, message.pk, 1)

    assert post(f"{path[:-3]}{'A' if path[-3] != 'A' else 'B'}/", STATUS) == 400
    assert now_of(message).state == "unknown"


def test_one_address_hears_for_both_channels(post, vendor, own, lena):
    twilio("whatsapp", vendor=vendor)
    chat = {"From": f"whatsapp:{GUEST}", "To": "whatsapp:+14155550100", "MessageSid": "SM3"}

    codes = [post(f"/hooks/twilio/{own.pk}/", fields) for fields in (WORDS, WORDS | chat)]

    assert codes == [200, 200]
    with operator():
        found = Inbound.objects.order_by("channel").values_list("channel", "thread__person")
        assert list(found) == [("sms", lena.pk), ("whatsapp", lena.pk)]
