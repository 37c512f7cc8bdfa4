"""SendGrid's signed events: many in a post, each once, whatever it calls itself."""

import base64
import datetime as dt
import json
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from messaging.providers.protocol import BadWebhook, Hook
from messaging.providers.sendgrid import Provider
from messaging.providers.sendgrid_webhook import OLDEST, SIGNATURE, STAMP

KEY, OTHER = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
NOW = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
MESSAGE = UUID("01890000-0000-7000-8000-000000000001")
HANDOVER = UUID("01890000-0000-7000-8000-000000000002")


def shown(key):
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(der).decode()


PUBLIC = shown(KEY)


def event(name="delivered", **data):
    return {
        "email": "lena@example.com",
        "event": name,
        "timestamp": int(NOW.timestamp()) - 2,
        "sg_event_id": "new each time",
        "sg_message_id": "abc123.recvd-5-0",
        "wedsync_message": str(MESSAGE),
        "wedsync_handover": str(HANDOVER),
        **data,
    }


def hook(body, at=NOW, key=KEY, **changed):
    stamp = str(int(at.timestamp()))
    signature = key.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    headers = {STAMP: stamp, SIGNATURE: base64.b64encode(signature).decode()}
    return Hook("https://x.example/hooks/sendgrid/", headers | changed, body)


def heard(*events):
    return Provider().read_webhook(PUBLIC, hook(json.dumps(events).encode()), NOW)


def test_an_event_says_what_happened_to_which_message():
    (report,) = heard(event())

    assert (report.kind, report.message_id, report.handover_id) == ("delivered", MESSAGE, HANDOVER)
    assert report.occurred_at == NOW - dt.timedelta(seconds=2)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("processed", {}, "accepted"),
        ("deferred", {"response": "421 4.7.0 Try again later"}, "delayed"),
        ("deferred", {"response": "452 4.2.2 Mailbox full"}, "soft_bounced"),
        ("bounce", {"type": "bounce", "reason": "550 5.1.1 Unknown user"}, "bounced"),
        ("bounce", {"type": "bounce", "reason": "552 5.2.2 Over quota"}, "soft_bounced"),
        ("bounce", {"type": "blocked", "reason": "554 5.7.1 Listed"}, "soft_bounced"),
        ("bounce", {"type": "expired"}, "soft_bounced"),
        ("dropped", {"reason": "Bounced Address"}, "suppressed"),
        ("dropped", {"reason": "Unsubscribed Address"}, "suppressed"),
        ("dropped", {"reason": "Spam Reporting Address"}, "suppressed"),
        ("dropped", {"reason": "Invalid"}, "failed"),
        ("dropped", {}, "failed"),
        ("spamreport", {}, "complained"),
        ("unsubscribe", {}, "unsubscribed"),
        ("group_unsubscribe", {}, "unsubscribed"),
        ("group_resubscribe", {}, "other"),
        ("open", {}, "opened"),
        ("click", {"url": "https://x.example/c/1"}, "clicked"),
    ],
)
def test_every_kind_of_event_has_a_word(name, data, kind):
    (report,) = heard(event(name, **data))

    assert report.kind == kind


def test_who_read_it_is_kept_for_later_rules():
    told = event("open", useragent="Mail", ip="192.0.2.7", sg_machine_open=True)

    (report,) = heard(told)

    assert report.detail == {"agent": "Mail", "ip": "192.0.2.7", "machine": "1"}


def test_a_bounce_is_explained():
    told = event("bounce", type="blocked", status="4.2.2", reason="452", bounce_classification="x")

    (report,) = heard(told)

    assert report.detail == {
        "type": "blocked", "subtype": "x", "code": "4.2.2", "diagnostic": "452",
    }  # fmt: skip


def test_the_address_is_not_kept():
    (report,) = heard(event("bounce", type="bounce", reason="550 <lena@example.com> unknown"))

    assert "lena@example.com" not in str(report)


def test_the_same_event_under_another_id_is_the_same():
    first, again, other = heard(
        event(), event(sg_event_id="another"), event(email="marc@example.com")
    )

    assert first.event_key == again.event_key != other.event_key


def test_what_makes_no_sense_takes_nothing_else_down():
    odd = [1, None, {}, {"event": "open"}, event(timestamp="soon"), event(timestamp=1e300)]

    (report,) = heard(*odd, event("open"))

    assert report.kind == "opened"


def test_ids_that_are_not_ours_name_nothing():
    (report,) = heard(event(wedsync_message="x", wedsync_handover=None))

    assert (report.message_id, report.handover_id) == (None, None)


BODY = json.dumps([event()]).encode()


@pytest.mark.parametrize(
    "forged",
    [
        hook(BODY, key=OTHER),
        Hook("", hook(BODY).headers, BODY + b" "),
        Hook("", {}, BODY),
        hook(BODY, **{SIGNATURE: "***"}),
        hook(BODY, **{SIGNATURE: "AAAA"}),
        hook(BODY, **{STAMP: str(int(NOW.timestamp()) + 1)}),
        hook(BODY, at=NOW - OLDEST - dt.timedelta(seconds=2)),
        hook(BODY, at=NOW + dt.timedelta(minutes=6)),
        hook(b"not json"),
        hook(b"{}"),
    ],
    ids=range(10),
)
def test_what_is_not_provably_theirs_is_refused(forged):
    with pytest.raises(BadWebhook):
        Provider().read_webhook(PUBLIC, forged, NOW)


def test_a_signed_time_that_is_none_is_refused():
    signature = KEY.sign(b"soon" + BODY, ec.ECDSA(hashes.SHA256()))
    headers = {STAMP: "soon", SIGNATURE: base64.b64encode(signature).decode()}

    with pytest.raises(BadWebhook):
        Provider().read_webhook(PUBLIC, Hook("", headers, BODY), NOW)


@pytest.mark.parametrize(
    "secret",
    ["", "not base64!", "AAAA", shown(ed25519.Ed25519PrivateKey.generate())],
    ids=["none", "no base64", "no key", "another curve"],
)
def test_a_key_of_another_kind_verifies_nothing(secret):
    with pytest.raises(BadWebhook):
        Provider().read_webhook(secret, hook(BODY), NOW)


def test_an_outage_of_a_day_loses_no_event():
    late = hook(BODY, at=NOW - dt.timedelta(hours=24))

    assert len(Provider().read_webhook(PUBLIC, late, NOW)) == 1
