"""What a push service takes and refuses, and that a browser really reads what was sent to it."""

import base64
import json
import time

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from tests.wedsync.sandbox.providers.webpush.sender import (
    HEADERS,
    SHOWN,
    claims,
    encrypted,
    post,
    public_key,
    vapid,
)
from wedsync.sandbox.client import Client, Refused
from wedsync.sandbox.providers.webpush.device import Device, Unreadable, device, opened, read

# RFC 8291, appendix A.
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tl"
    "zAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_it_reads_the_example_of_the_standard():
    number = int.from_bytes(read(RECEIVER))
    one = Device("x", ec.derive_private_key(number, ec.SECP256R1()), read(AUTH))

    assert opened(one, read(MESSAGE)) == b"When I grow up, I want to be a watermelon"


def test_what_is_taken_was_decrypted(sandbox: Client):
    answer = post(sandbox, "device-1")

    [line] = sandbox.accepted(provider="webpush", bodies=1)
    assert (answer.status_code, answer.content) == (201, b"")
    assert (line["to"], line["subject"]) == (["device-1"], "Ceremony at 4 pm")
    assert json.loads(line["text"]) == SHOWN
    assert line["tags"] == {"ttl": "60", "topic": "m7", "urgency": "normal", "tag": "m7"}
    assert line["from"] == "mailto:us@example.org"


def test_a_repeat_is_a_second_push_and_one_notification(sandbox: Client):
    for _ in range(2):
        post(sandbox, "device-1")

    assert len(sandbox.accepted()) == 2
    assert len(sandbox.accepted(visible=1)) == 1


def test_what_was_meant_for_another_browser_is_refused(sandbox: Client):
    body = encrypted(sandbox.subscription("device-2"), b"{}")
    signed = vapid().sign(claims(sandbox))

    answer = requests.post(
        f"{sandbox.url}/webpush/device-1", data=body, headers=HEADERS | signed, timeout=5
    )

    assert (answer.status_code, sandbox.accepted()) == (400, [])
    assert "not encrypted for this browser" in answer.json()["reason"]


@pytest.mark.parametrize(
    "body", [b"", b"x" * 90, bytes(20) + b"\x41" + b"\x04" * 65, bytes(20) + b"\x41" + bytes(80)]
)
def test_what_is_no_push_message_is_unreadable(body: bytes):
    with pytest.raises(Unreadable):
        opened(device("device-1"), body)


@pytest.mark.parametrize(
    "told",
    [
        {"aud": "https://push.example"},
        {"exp": int(time.time()) - 1},
        {"exp": int(time.time()) + 2 * 86_400},
    ],
    ids=["audience", "over", "too long"],
)
def test_a_token_that_does_not_fit_is_refused(sandbox: Client, told):
    answer = post(sandbox, "device-1", told=told)

    assert (answer.status_code, sandbox.accepted()) == (403, [])
    assert "BadJwtToken" in answer.json()["reason"]


def test_a_token_of_another_signature_is_refused(sandbox: Client):
    other = Vapid02(ec.generate_private_key(ec.SECP256R1())).sign(claims(sandbox))["Authorization"]
    forged = other.rpartition("k=")[0] + "k=" + public_key()

    answer = post(sandbox, "device-1", Authorization=forged)

    assert (answer.status_code, sandbox.accepted()) == (400, [])


def test_without_a_token_nobody_gets_in(sandbox: Client):
    assert post(sandbox, "device-1", Authorization="").status_code == 401


def test_a_subscription_is_for_the_sender_it_was_made_for(sandbox: Client):
    sandbox.subscription("device-1", key=public_key())
    sandbox.subscription("device-2", key="of somebody else")

    assert [post(sandbox, name).status_code for name in ("device-1", "device-2")] == [201, 403]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"TTL": ""}, 400),
        ({"Topic": "x" * 33}, 400),
        ({"Topic": "a b"}, 400),
        ({"Urgency": "now"}, 400),
        ({"Content-Encoding": "aesgcm"}, 415),
    ],
)
def test_a_header_without_sense_is_refused(sandbox: Client, headers, status):
    assert post(sandbox, "device-1", **headers).status_code == status
    assert sandbox.accepted() == []


def test_a_message_too_large_is_refused(sandbox: Client):
    assert post(sandbox, "device-1", shown={"body": "x" * 4000}).status_code == 413


@pytest.mark.parametrize(
    ("name", "status"),
    [("gone-1", 410), ("not-found", 404), ("too-many-1", 429), ("bad-jwt", 400), ("internal", 500)],
)
def test_a_browser_named_after_a_refusal_gets_it(sandbox: Client, name: str, status: int):
    assert post(sandbox, name).status_code == status


def test_every_sandbox_knows_the_same_browsers(sandbox: Client):
    first, again = sandbox.subscription("ada"), device("ada").subscription(sandbox.url)

    assert first == again
    assert len(base64.urlsafe_b64decode(first["keys"]["auth"] + "==")) == 16


def test_a_browser_needs_a_name(sandbox: Client):
    with pytest.raises(Refused, match="device is a name"):
        sandbox.subscription("Ada & Bob")


@pytest.mark.parametrize("path", ["/webpush/", "/webpush/a/b"])
def test_elsewhere_there_is_nothing(sandbox: Client, path: str):
    assert requests.post(f"{sandbox.url}{path}", timeout=5).status_code == 404
