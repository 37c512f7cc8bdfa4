"""Twilio's webhooks: only what is provably theirs, in our words."""

import json
from urllib.parse import urlencode

import pytest
from django.utils.timezone import now
from twilio.request_validator import RequestValidator

from messaging.providers.protocol import BadWebhook, Hook, Reply, Report
from messaging.providers.twilio_webhook import read_webhook
from wedsync.sandbox.config import TWILIO_TOKEN

URL = "https://wedsync.example/hooks/twilio/1/token/"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
NOW = now()
STATUS = {
    "AccountSid": f"AC{7:032x}",
    "MessageSid": "SM1",
    "MessageStatus": "delivered",
    "SmsSid": "SM1",
    "SmsStatus": "delivered",
    "From": "+14155550100",
    "To": "+14155550123",
}
WORDS = {
    "MessageSid": "SM2",
    "SmsStatus": "received",
    "From": "+14155550123",
    "To": "+14155550100",
    "Body": "Is there parking? ½ é & 1+1",
    "NumMedia": "0",
}


def hook(fields, url=URL, token=TWILIO_TOKEN, **headers):
    signature = RequestValidator(token).compute_signature(url, fields)
    told = {"content-type": FORM, "x-twilio-signature": signature} | headers
    return Hook(url, told, urlencode(fields).encode())


def read(fields, **also):
    return read_webhook(TWILIO_TOKEN, hook(fields, **also), NOW)


def test_a_status_says_what_happened_to_which_message():
    assert read(STATUS) == [
        Report("SM1-delivered", "delivered", occurred_at=NOW, provider_message_id="SM1")
    ]


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        ("accepted", "", "accepted"),
        ("queued", "", "accepted"),
        ("scheduled", "", "accepted"),
        ("sending", "", "accepted"),
        ("sent", "", "sent"),
        ("delivered", "", "delivered"),
        ("read", "", "read"),
        ("canceled", "", "failed"),
        ("partially_delivered", "", "other"),
        ("undelivered", "30003", "failed"),
        ("undelivered", "30005", "bounced"),
        ("undelivered", "30007", "failed"),
        ("failed", "21610", "suppressed"),
        ("failed", "63003", "bounced"),
        ("failed", "63016", "failed"),
        ("failed", "99999", "failed"),
        ("failed", "?", "failed"),
        ("failed", "", "failed"),
    ],
)
def test_every_status_has_a_word(status, code, kind):
    (report,) = read(STATUS | {"MessageStatus": status, "ErrorCode": code})

    assert (report.kind, report.event_key) == (kind, f"SM1-{status}")


def test_a_failure_says_why_without_saying_who():
    failed = {"MessageStatus": "failed", "ErrorCode": "63016", "ErrorMessage": "Outside"}

    (report,) = read(STATUS | failed)

    assert report.detail == {"code": "63016", "meaning": "window", "reason": "Outside"}


def test_what_it_cost_is_a_report_of_its_own():
    _, priced = read(STATUS | {"Price": "-0.01660", "PriceUnit": "USD", "NumSegments": "2"})

    cost = {"price": "-0.01660", "currency": "USD", "segments": "2"}
    assert (priced.kind, priced.event_key, priced.detail) == ("priced", "SM1-priced", cost)


def test_what_a_person_wrote_is_a_reply():
    assert read(WORDS) == [
        Reply(
            event_key="SM2-received",
            channel="sms",
            sender="+14155550123",
            to="+14155550100",
            text="Is there parking? ½ é & 1+1",
            occurred_at=NOW,
            provider_message_id="SM2",
        )
    ]


def test_on_whatsapp_it_says_what_it_answers_and_brings_pictures():
    chat = {"From": "whatsapp:+14155550123", "To": "whatsapp:+14155550100", "NumMedia": "2"}

    (reply,) = read(WORDS | chat | {"OriginalRepliedMessageSid": "SM1"})

    assert (reply.channel, reply.sender, reply.to) == ("whatsapp", "+14155550123", "+14155550100")
    assert (reply.answers, reply.media) == ("SM1", 2)


@pytest.mark.parametrize(
    ("changed", "acted_on"),
    [
        ({"Body": " Stop\n"}, "stop"),
        ({"Body": "Revoke"}, "stop"),
        ({"Body": "YES"}, "start"),
        ({"Body": "info"}, "help"),
        ({"Body": "please stop"}, ""),
        ({"Body": "STOP", "From": "whatsapp:+14155550123"}, ""),
        ({"Body": "STOP", "From": "whatsapp:+14155550123", "OptOutType": "STOP"}, "stop"),
        ({"Body": "Basta", "OptOutType": "STOP"}, "stop"),
        ({"Body": ""}, ""),
    ],
    ids=str,
)
def test_it_says_what_twilio_has_answered_already(changed, acted_on):
    (reply,) = read(WORDS | changed)

    assert reply.acted_on == acted_on


def test_what_the_database_cannot_keep_is_left_out():
    (reply,) = read(WORDS | {"Body": "a\x00b"})

    assert reply.text == "ab"


@pytest.mark.parametrize("fields", [{"CallSid": "CA1"}, {"MessageSid": "SM1"}], ids=str)
def test_what_is_about_something_else_is_passed_over(fields):
    assert read(fields) == []


@pytest.mark.parametrize(
    ("name", "value"), [("MessageStatus", "failed"), ("To", "+14155550124"), ("Another", "field")]
)
def test_a_changed_field_is_refused(name, value):
    genuine = hook(STATUS)
    changed = urlencode(STATUS | {name: value}).encode()

    with pytest.raises(BadWebhook):
        read_webhook(TWILIO_TOKEN, Hook(genuine.url, genuine.headers, changed), NOW)


@pytest.mark.parametrize("url", [URL + "?a=1", URL.replace("token", "other"), "http://a.example/"])
def test_another_address_is_refused(url):
    genuine = hook(STATUS)

    with pytest.raises(BadWebhook):
        read_webhook(TWILIO_TOKEN, Hook(url, genuine.headers, genuine.body), NOW)


@pytest.mark.parametrize("signature", ["", "garbage", "ünïcode", "A" * 28])
def test_another_signature_is_refused(signature):
    with pytest.raises(BadWebhook):
        read(STATUS, **{"x-twilio-signature": signature})


def test_without_a_signature_nothing_is_believed():
    with pytest.raises(BadWebhook):
        read_webhook(TWILIO_TOKEN, Hook(URL, {"content-type": FORM}, hook(STATUS).body), NOW)


def test_another_token_is_refused():
    with pytest.raises(BadWebhook):
        read(STATUS, token="another")


def as_json(body, url=None, kind="application/json"):
    validator = RequestValidator(TWILIO_TOKEN)
    url = url or f"{URL}?bodySHA256={validator.compute_hash(body)}"
    signature = validator.compute_signature(url, {})
    return Hook(url, {"content-type": kind, "x-twilio-signature": signature}, body.encode())


def test_json_is_signed_by_its_hash():
    assert read_webhook(TWILIO_TOKEN, as_json(json.dumps({"a": 1})), NOW) == []


def test_json_that_was_changed_is_refused():
    genuine = as_json("{}")

    with pytest.raises(BadWebhook):
        read_webhook(TWILIO_TOKEN, Hook(genuine.url, genuine.headers, b"[]"), NOW)


def test_json_that_nothing_vouches_for_is_refused():
    with pytest.raises(BadWebhook):
        read_webhook(TWILIO_TOKEN, as_json("{}", url=URL), NOW)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join(b"a%d=1" % n for n in range(2000))])
@pytest.mark.parametrize("kind", [FORM, "application/json"])
def test_what_cannot_be_read_is_refused(body, kind):
    genuine = as_json("{}", kind=kind)

    with pytest.raises(BadWebhook):
        read_webhook(TWILIO_TOKEN, Hook(genuine.url, genuine.headers, body), NOW)
