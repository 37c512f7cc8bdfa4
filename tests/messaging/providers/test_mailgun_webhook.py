"""Mailgun's webhooks: a token counts once, and an event only for what left through the account."""

import datetime as dt
import hmac
import json
from hashlib import sha256
from uuid import UUID

import pytest

from messaging.providers.mailgun import Provider
from messaging.providers.mailgun_webhook import OLDEST
from messaging.providers.protocol import BadWebhook, Hook

SECRET = "a signing key"
NOW = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
MESSAGE = UUID("01890000-0000-7000-8000-000000000001")
HANDOVER = UUID("01890000-0000-7000-8000-000000000002")


def block(at=NOW, secret=SECRET, token="t" * 50):
    stamp = str(int(at.timestamp()))
    signature = hmac.digest(secret.encode(), f"{stamp}{token}".encode(), sha256).hex()
    return {"timestamp": stamp, "token": token, "signature": signature}


def event(name="delivered", **data):
    return {
        "id": "e1",
        "event": name,
        "timestamp": (NOW - dt.timedelta(seconds=2)).timestamp(),
        "recipient": "lena@example.com",
        "user-variables": {"wedsync_message": str(MESSAGE), "wedsync_handover": str(HANDOVER)},
        "message": {"headers": {"message-id": "20270619@mg.example.com"}},
        **data,
    }


def hook(told, signature=None):
    body = json.dumps({"signature": signature or block(), "event-data": told}).encode()
    return Hook("https://x.example/hooks/mailgun/", {"content-type": "application/json"}, body)


def heard(name="delivered", **data):
    (report,) = Provider().read_webhook(SECRET, hook(event(name, **data)), NOW)
    return report


def test_an_event_says_what_happened_to_which_message():
    report = heard()

    assert (report.kind, report.message_id, report.handover_id) == ("delivered", MESSAGE, HANDOVER)
    assert (report.event_key, report.provider_message_id) == ("t" * 50, "20270619@mg.example.com")
    assert report.occurred_at == NOW - dt.timedelta(seconds=2)


HARD = {"severity": "permanent", "reason": "bounce"}
FULL = {"code": 452, "message": "4.2.2 Mailbox full"}


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("accepted", {}, "accepted"),
        ("rejected", {"reject": {"reason": "Sandbox subdomain"}}, "failed"),
        ("complained", {}, "complained"),
        ("unsubscribed", {}, "unsubscribed"),
        ("opened", {}, "opened"),
        ("clicked", {"url": "https://x.example/c/1"}, "clicked"),
        ("stored", {}, "other"),
        ("failed", HARD, "bounced"),
        (
            "failed",
            {"severity": "permanent", "reason": "bounce", "delivery-status": FULL},
            "failed",
        ),
        ("failed", {"severity": "permanent", "reason": "suppress-bounce"}, "suppressed"),
        ("failed", {"severity": "permanent", "reason": "suppress-complaint"}, "suppressed"),
        ("failed", {"severity": "permanent", "reason": "old"}, "failed"),
        ("failed", {"severity": "permanent", "reason": "generic"}, "failed"),
        ("failed", {"severity": "temporary", "delivery-status": {"code": 421}}, "delayed"),
        ("failed", {"severity": "temporary", "delivery-status": FULL}, "soft_bounced"),
        ("failed", {"severity": "temporary", "delivery-status": None}, "delayed"),
    ],
)
def test_every_kind_of_event_has_a_word(name, data, kind):
    assert heard(name, **data).kind == kind


def test_who_read_it_is_kept_for_later_rules():
    client = {"user-agent": "GoogleImageProxy", "bot": "gmail"}

    detail = heard("opened", **{"client-info": client, "ip": "192.0.2.7"}).detail

    assert detail == {"agent": "GoogleImageProxy", "bot": "gmail", "ip": "192.0.2.7"}


def test_the_address_is_not_kept():
    status = {"code": 550, "message": "<lena@example.com>: no such user"}

    assert "lena@example.com" not in str(heard("failed", **{"delivery-status": status}))


def test_a_bounce_is_explained():
    status = {"code": 550, "message": "5.1.1"}
    told = {"severity": "permanent", "reason": "bounce", "delivery-status": status}

    assert heard("failed", **told).detail == {
        "type": "permanent", "subtype": "bounce", "code": "550", "diagnostic": "5.1.1",
    }  # fmt: skip


def test_variables_that_are_not_ours_name_nothing():
    report = heard(**{"user-variables": ["x"]})

    assert (report.message_id, report.handover_id) == (None, None)


@pytest.mark.parametrize(
    "signature",
    [
        block(secret="another key"),
        {**block(), "token": "u" * 50},
        {**block(), "timestamp": str(int(NOW.timestamp()) - 1)},
        {**block(), "signature": "é"},
        {**block(), "signature": ""},
        block(at=NOW - OLDEST - dt.timedelta(seconds=2)),
        block(at=NOW + dt.timedelta(minutes=6)),
        {"token": "t"},
        "text",
    ],
    ids=str,
)
def test_a_block_that_is_forged_old_or_broken_is_refused(signature):
    with pytest.raises(BadWebhook):
        Provider().read_webhook(SECRET, hook(event(), signature), NOW)


def test_an_outage_of_hours_loses_no_event():
    late = hook(event(), block(at=NOW - dt.timedelta(hours=8)))

    assert len(Provider().read_webhook(SECRET, late, NOW)) == 1


def test_without_a_key_nothing_is_believed():
    with pytest.raises(BadWebhook):
        Provider().read_webhook("", hook(event(), block(secret="")), NOW)


def test_one_token_is_one_event_whatever_is_told_beside_it():
    reports = [
        Provider().read_webhook(SECRET, hook(told), NOW)[0]
        for told in (event("delivered"), event("complained", id="e2"))
    ]

    assert len({report.event_key for report in reports}) == 1


@pytest.mark.parametrize(
    "told", [{}, [], {"event": "opened"}, {**event(), "timestamp": "soon"}], ids=str
)
def test_a_signed_block_beside_nonsense_is_refused(told):
    with pytest.raises(BadWebhook):
        Provider().read_webhook(SECRET, hook(told), NOW)


@pytest.mark.parametrize("body", [b"", b"[]", b"not json", b"\xff"])
def test_a_body_that_is_no_event_is_refused(body):
    with pytest.raises(BadWebhook):
        Provider().read_webhook(SECRET, Hook("https://x.example/", {}, body), NOW)
