"""What Twilio reports back, judged by Twilio's own validator; and what people write."""

import json
from collections import Counter

import pytest
from twilio.base.exceptions import TwilioRestException

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.providers.twilio.sdk import (
    GUEST,
    SERVICE,
    VENUE,
    form,
    genuine,
    statuses,
    twilio,
)
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client, Refused

CHAT = f"whatsapp:{GUEST}"
SHOP = f"whatsapp:{VENUE}"
DAY = 24 * 3600


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


def send(sandbox: Client, receiver: Receiver, **changed: str) -> None:
    told = {"to": GUEST, "from_": VENUE, "body": "Hi"} | changed
    back = f"{receiver.url}/hooks/twilio/1?d=a%20b"
    twilio(sandbox).messages.create(status_callback=back, **told)
    sandbox.settle()


def hear(sandbox: Client, body: str, **changed: str) -> None:
    told = {"from": GUEST, "to": VENUE, "body": body} | changed
    sandbox.call("POST", "twilio/inbound", told)
    sandbox.settle()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, [("sent", ""), ("delivered", "")]),
        ({"to": "+14155530003"}, [("sent", ""), ("undelivered", "30003")]),
        ({"to": "+14155530001"}, [("failed", "30001")]),
        ({"to": "+14155500000"}, [("sent", "")]),
        ({"to": "+14155563003"}, [("sent", ""), ("delivered", "")]),
        ({"to": CHAT, "from_": SHOP}, [("failed", "63016")]),
    ],
)
def test_a_message_walks_as_its_number_says(sandbox: Client, receiver: Receiver, changed, told):
    send(sandbox, receiver, **changed)

    assert statuses(receiver) == told
    assert all(genuine(receiver, got) for got in receiver.got)


def test_a_service_tells_that_it_queued(sandbox: Client, receiver: Receiver):
    send(sandbox, receiver, from_="", messaging_service_sid=SERVICE)

    assert [status for status, _ in statuses(receiver)] == ["queued", "sent", "delivered"]
    assert {form(got)["MessagingServiceSid"] for got in receiver.got} == {SERVICE}


def test_in_bad_weather_they_come_twice_and_out_of_order(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(mode="doubled", shuffle=3600, seed=2)
    back = f"{receiver.url}/hooks/twilio/"

    for _ in range(5):
        twilio(sandbox).messages.create(to=GUEST, from_=VENUE, body="Hi", status_callback=back)
    sandbox.flush()
    sandbox.settle()

    told = [status for status, _ in statuses(receiver)]
    assert Counter(told) == {"sent": 10, "delivered": 10}
    assert told != ["sent", "sent", "delivered", "delivered"] * 5


def test_the_forged_do_not_pass_for_genuine(sandbox: Client, receiver: Receiver):
    sandbox.webhooks(forged=1)

    for _ in range(10):
        send(sandbox, receiver)

    assert Counter(genuine(receiver, got) for got in receiver.got) == {True: 20, False: 20}


def test_other_hosts_are_never_called(sandbox: Client, receiver: Receiver):
    back = "http://127.0.0.1:9/hooks/twilio/"
    twilio(sandbox).messages.create(to=GUEST, from_=VENUE, body="Hi", status_callback=back)
    told = sandbox.settle()

    assert (receiver.got, told["arrived"], told["gave_up"]) == ([], 0, 0)


def test_a_reply_arrives_signed(sandbox: Client, receiver: Receiver):
    hear(sandbox, "Is there parking? ½ é")

    [got] = receiver.got
    told = form(got)
    assert (got.path, genuine(receiver, got)) == ("/hooks/twilio/", True)
    assert (told["From"], told["To"], told["Body"]) == (GUEST, VENUE, "Is there parking? ½ é")


def test_stop_silences_one_sender_and_start_opens_it_again(sandbox: Client, receiver: Receiver):
    hear(sandbox, " Stop ")
    with pytest.raises(TwilioRestException) as caught:
        send(sandbox, receiver)
    send(sandbox, receiver, from_="+14155550199")
    hear(sandbox, "START")
    send(sandbox, receiver)

    assert caught.value.code == 21610
    assert [line["from"] for line in sandbox.accepted()] == ["+14155550199", VENUE]


def test_stop_to_a_service_silences_it(sandbox: Client, receiver: Receiver):
    hear(sandbox, "STOPALL", to=SERVICE)

    with pytest.raises(TwilioRestException, match="unsubscribed"):
        send(sandbox, receiver, from_="", messaging_service_sid=SERVICE)


def test_a_word_more_than_stop_is_conversation(sandbox: Client, receiver: Receiver):
    hear(sandbox, "please stop")
    send(sandbox, receiver)

    assert len(sandbox.accepted()) == 1


def test_on_whatsapp_free_words_go_for_a_day_after_theirs(sandbox: Client, receiver: Receiver):
    hear(sandbox, "Hello", channel="whatsapp")
    send(sandbox, receiver, to=CHAT, from_=SHOP)
    sandbox.clock(DAY + 60)
    send(sandbox, receiver, to=CHAT, from_=SHOP)

    told = [form(got)["MessageStatus"] for got in receiver.got if "MessageStatus" in form(got)]
    assert told == ["sent", "delivered", "failed"]
    assert [line["provider"] for line in sandbox.accepted()] == ["twilio_whatsapp"] * 2


def test_a_template_goes_without_a_window(sandbox: Client, receiver: Receiver):
    names = json.dumps({"1": "Ana", "2": "4 pm"})
    template = {"content_sid": f"HX{2:032x}", "content_variables": names}

    send(sandbox, receiver, to=CHAT, from_=SHOP, body="", **template)

    assert statuses(receiver) == [("sent", ""), ("delivered", "")]
    [line] = sandbox.accepted(bodies=1)
    assert line["text"] == "Hello Ana, your plan has changed: 4 pm Any questions?"


@pytest.mark.parametrize(
    "changed", [{"from": "555"}, {"channel": "fax"}, {"colour": "red"}, {"body": 5}]
)
def test_the_lever_says_what_is_wrong(sandbox: Client, changed):
    with pytest.raises(Refused):
        hear(sandbox, "Hi", **changed) if "body" not in changed else sandbox.call(
            "POST", "twilio/inbound", {"from": GUEST, "to": VENUE} | changed
        )


def test_help_is_told_and_silences_nobody(sandbox: Client, receiver: Receiver):
    hear(sandbox, "HELP", opt_out_type="HELP")
    send(sandbox, receiver)

    told = form(receiver.got[0])
    assert (told["Body"], told["OptOutType"]) == ("HELP", "HELP")
    assert len(sandbox.accepted()) == 1


def test_the_common_lever_hears_texts_as_well(sandbox: Client, receiver: Receiver):
    sandbox.inbound("sms", from_=GUEST, to=VENUE, text="STOP")
    with pytest.raises(TwilioRestException, match="unsubscribed"):
        send(sandbox, receiver)
    sandbox.inbound("whatsapp", from_=GUEST, to=VENUE, text="Hello")
    send(sandbox, receiver, to=CHAT, from_=SHOP)

    assert [form(got)["Body"] for got in receiver.got if "Body" in form(got)] == ["STOP", "Hello"]
    assert [line["to"] for line in sandbox.accepted()] == [[CHAT]]
