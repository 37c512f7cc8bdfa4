"""A vendor's own senders over the API: as on their pages, and no credential ever comes out."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils.timezone import now

from messaging.connect_account import MOST
from messaging.models import ProviderAccount
from tests.factories import AccountFactory, MembershipFactory
from tests.wedsync.api.conftest import program_of
from wedsync.vendors.models import Event, StoredAnswer
from wedsync.vendors.tenancy import operator

GIVEN = {"api_key": "re_canary_123", "webhook_secret": "whsec_canary"}
RESEND = {"provider": "resend", "channel": "email", "credentials": GIVEN}


@pytest.fixture
def made(program):
    response = program.post("accounts/", RESEND)
    assert response.status_code == 201, response.content
    return response.json()


def kept(made):
    with operator():
        return ProviderAccount.objects.get(pk=made["id"])


def verbs(vendor):
    with operator():
        return list(
            Event.objects.filter(vendor=vendor).order_by("id").values_list("verb", flat=True)
        )


def test_one_is_connected(program, vendor, made):
    assert kept(made).unseal() == GIVEN
    assert (made["provider"], made["channel"], made["state"]) == ("resend", "email", "used")
    assert made["stored"] == ["api_key", "webhook_secret"]
    assert made["reports_to"].endswith(f"/hooks/resend/{made['id']}/")
    assert program.get("accounts/").json()["results"] == [made]
    assert verbs(vendor)[-1] == "account.connected"


def test_no_credential_ever_comes_out(program, vendor):
    asked = program.post("accounts/", RESEND, idempotency_key="a" * 8)
    path = f"accounts/{asked.json()['id']}/"
    said = [asked, program.get("accounts/"), program.get(path), program.post(path + "stop/"),
            program.post("accounts/", RESEND, idempotency_key="a" * 8)]  # fmt: skip

    assert [one.status_code for one in said] == [201, 200, 200, 200, 201]
    assert not any(b"canary" in one.content for one in said)
    with operator():
        [answer] = StoredAnswer.objects.all()
        events = list(Event.objects.values_list("data", flat=True))
    assert "canary" not in answer.body
    assert "canary" not in json.dumps(events)


def test_where_a_provider_carries_one_channel_it_need_not_be_said(program):
    said = {"provider": "resend", "credentials": GIVEN}

    assert program.post("accounts/", said).json()["channel"] == "email"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({**RESEND, "provider": "pigeon"}, "provider"),
        ({**RESEND, "channel": "smoke"}, "channel"),
        ({**RESEND, "credentials": "mine"}, "credentials"),
        ({**RESEND, "credentials": {"api_kye": "re_canary_123"}}, "credentials"),
        ({"provider": "resend"}, "credentials"),
        ({"provider": "twilio", "credentials": {}}, "channel"),
        ({**RESEND, "order": 1}, "order"),
        ({**RESEND, "credentials": {"api_key": "x" * 8001}}, "credentials"),
    ],
)
def test_what_is_wrong_is_named(program, body, wrong):
    response = program.post("accounts/", body)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [wrong]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({**RESEND, "credentials": {}}, "nothing_given"),
        ({**RESEND, "credentials": {"api_key": "short"}}, "too_short"),
        ({**RESEND, "channel": "sms"}, "not_carried"),
    ],
)
def test_it_refuses_as_the_verb_does(program, body, code):
    response = program.post("accounts/", body)

    assert (response.status_code, response.json()["code"]) == (409, code)


def test_the_same_refusal_as_on_the_page(program, owner):
    short = {"api_key": "short"}
    response = program.post("accounts/", {**RESEND, "credentials": short})

    page = owner.post(reverse("senders-new", args=["resend"]), short).content.decode()
    assert response.json()["detail"] in page


@pytest.mark.parametrize(
    ("given", "code"), [({"port": "6379"}, "mail_port"), ({"tls": "none"}, "mail_tls")]
)
def test_a_mailbox_is_guarded_as_on_the_page(program, given, code):
    known = {"host": "mail.example.com", "user": "lena", "password": "correct horse"}

    response = program.post("accounts/", {"provider": "smtp", "credentials": known | given})

    assert (response.status_code, response.json()["code"]) == (409, code)


def test_eleven_of_a_channel_are_too_many(program, vendor):
    for _ in range(MOST):
        AccountFactory(vendor=vendor)

    assert program.post("accounts/", RESEND).json()["code"] == "too_many"


def test_other_credentials_replace_what_is_named(program, vendor, made):
    path = f"accounts/{made['id']}/"

    renewed = program.patch(path, {"credentials": {"api_key": "re_canary_456"}})

    assert renewed.status_code == 200
    assert kept(made).unseal() == {**GIVEN, "api_key": "re_canary_456"}
    assert verbs(vendor)[-1] == "account.renewed"


@pytest.mark.parametrize("name", ["provider", "channel", "order", "enabled"])
def test_what_other_addresses_change_is_said(program, made, name):
    response = program.patch(f"accounts/{made['id']}/", {name: "1"})

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [name]


def test_only_the_state_that_was_seen_is_renewed(program, made):
    path = f"accounts/{made['id']}/"
    seen = program.get(path).headers["ETag"]
    program.post(path + "stop/")

    stale = program.patch(path, {"credentials": {"api_key": "re_canary_456"}}, if_match=seen)

    assert stale.status_code == 412
    assert kept(made).unseal() == GIVEN


def test_it_is_put_first_stopped_resumed_and_disconnected(program, vendor, made):
    other = AccountFactory(vendor=vendor, order=0)
    path = f"accounts/{made['id']}/"

    assert program.post(path + "first/").json()["order"] == 1
    with operator():
        other.refresh_from_db()
    assert other.order == 2
    assert program.post(path + "stop/").json()["state"] == "stopped"
    assert program.post(path + "resume/").json()["state"] == "used"
    assert program.delete(path).status_code == 204
    ended = program.get(path).json()
    assert (ended["state"], ended["stored"]) == ("disconnected", ["webhook_secret"])
    assert program.post(path + "resume/").json()["code"] == "no_credentials"


def test_one_that_rests_is_woken_and_no_other(program, vendor):
    account = AccountFactory(vendor=vendor, failures=3, rests_until=now() + dt.timedelta(hours=1))
    path = f"accounts/{account.pk}/"

    assert program.get(path).json()["state"] == "rests"
    assert program.post(path + "wake/").json()["state"] == "used"
    assert program.post(path + "wake/").json()["code"] == "awake"


def test_what_is_made_by_itself_is_nobodys_to_change(program, vendor):
    account = AccountFactory(vendor=vendor, provider="in_app", channel="in_app")
    path = f"accounts/{account.pk}/"

    assert program.get(path).json()["stored"] == []
    assert program.post(path + "stop/").status_code == 404


def test_the_houses_are_not_shown(program):
    account = AccountFactory(vendor=None)

    assert program.get(f"accounts/{account.pk}/").status_code == 404
    assert program.post(f"accounts/{account.pk}/stop/").status_code == 404


@pytest.mark.parametrize("name", ["first", "stop", "resume", "wake"])
def test_a_key_that_may_only_read_changes_nothing(with_scopes, made, name):
    reading = with_scopes("account:read")

    assert reading.get(f"accounts/{made['id']}/").status_code == 200
    assert reading.post(f"accounts/{made['id']}/{name}/").status_code == 403
    assert reading.post("accounts/", RESEND).status_code == 403
    assert reading.patch(f"accounts/{made['id']}/", {"credentials": {}}).status_code == 403


def test_it_is_for_owners(vendor, made):
    manager = program_of(MembershipFactory(vendor=vendor, role="manager"), "account:read")

    assert manager.post(f"accounts/{made['id']}/stop/").status_code == 403


def test_a_stranger_finds_nothing(foreign, made):
    path = f"accounts/{made['id']}/"

    assert foreign.get(path).status_code == 404
    assert foreign.patch(path, {"credentials": {"api_key": "re_theirs_1"}}).status_code == 404
    assert foreign.post(path + "stop/").status_code == 404
    assert kept(made).enabled
