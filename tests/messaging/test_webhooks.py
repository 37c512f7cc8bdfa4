"""The door for providers: nothing gets in that isn't provably theirs."""

import base64
import json

import pytest
from django.utils.timezone import now

from messaging.models import InboxEvent
from tests.factories import CREDENTIALS, WEBHOOK_SECRET, AccountFactory, VendorFactory
from wedsync.lib.ids import uuid7
from wedsync.lib.signatures import sign
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


def event():
    data = {"email_id": "e1", "tags": {"message": str(uuid7())}}
    return json.dumps({"type": "email.delivered", "created_at": now().isoformat(), "data": data})


def post(client, path="/hooks/resend/", body=None, **changed):
    body = body or event()
    headers = {
        "svix-id": "msg_1",
        "svix-timestamp": str(int(now().timestamp())),
        "svix-signature": sign(WEBHOOK_SECRET, "msg_1", now(), body.encode()),
    }
    return client.post(path, body, content_type="application/json", headers=headers | changed)


def stored():
    with operator():
        return InboxEvent.objects.count()


def test_a_signed_event_is_stored_once(client, account):
    answers = [post(client).status_code for _ in range(3)]

    assert (answers, stored()) == ([200, 200, 200], 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"svix-signature": "v1,AAAA"},
        {"svix-signature": "garbage"},
        {"svix-signature": ""},
        {"svix-timestamp": "0"},
        {"svix-id": "msg_2"},
    ],
    ids=str,
)
def test_a_forged_event_is_refused_and_not_kept(client, account, changed):
    assert (post(client, **changed).status_code, stored()) == (400, 0)


def test_a_provider_nobody_has_is_not_found(client, account):
    assert post(client, "/hooks/pigeon/").status_code == 404


def test_an_account_nobody_has_is_not_found(client, account):
    assert post(client, f"/hooks/resend/{uuid7()}/").status_code == 404


def test_a_vendors_own_account_has_its_own_address(client):
    own = AccountFactory(vendor=VendorFactory())

    assert post(client, f"/hooks/resend/{own.pk}/").status_code == 200
    assert post(client, "/hooks/resend/").status_code == 404


def test_without_a_secret_nothing_is_believed(client, account):
    account.seal({"api_key": "re_test"})
    with operator():
        account.save()

    assert (post(client).status_code, stored()) == (400, 0)


def test_a_flood_in_one_post_is_refused(client, account):
    assert post(client, body="x" * 1_000_001).status_code == 413


def test_a_letter_may_bring_pictures(client, account):
    kind = "multipart/form-data; boundary=xyz"

    answer = client.post("/hooks/resend/", "x" * 1_000_001, content_type=kind)

    assert answer.status_code == 400


def test_a_second_secret_opens_the_door_for_letters(client):
    account = AccountFactory(provider="sendgrid")
    account.seal(CREDENTIALS["sendgrid"] | {"inbound_secret": "a long password"})
    with operator():
        account.save()
    login = base64.b64encode(b"sendgrid:a long password").decode()
    fields = {
        "headers": "Message-Id: <1@d.example>",
        "from": "lena@example.com",
        "envelope": '{"to": ["reply@fern.example"]}',
        "text": "Fish.",
    }

    answers = [
        client.post("/hooks/sendgrid/", fields, headers={"authorization": f"Basic {login}"})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    with operator():
        kept = InboxEvent.objects.get()
    assert (kept.kind, kept.payload["text"], kept.payload["automatic"]) == ("reply", "Fish.", False)


def test_only_posts_are_taken(client, account):
    assert client.get("/hooks/resend/").status_code == 405
