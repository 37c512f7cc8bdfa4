"""Refusals by name, as each provider's real client understands them."""

from typing import Any

import pytest
from anymail.exceptions import AnymailRequestsAPIError
from firebase_admin import exceptions, messaging
from google.auth.exceptions import RefreshError
from twilio.base.exceptions import TwilioRestException, TwilioServiceException

from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.providers.clients import BACKENDS, CLIENTS, PATHS, mail_of
from tests.wedsync.sandbox.providers.fcm.sdk import firebase
from tests.wedsync.sandbox.providers.twilio.sdk import GUEST, VENUE, twilio
from wedsync.sandbox.client import Client, Refused
from wedsync.sandbox.config import Config
from wedsync.sandbox.provider import Refuses
from wedsync.sandbox.providers import found
from wedsync.sandbox.world import World

pytestmark = pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")

READY = {one.key: one.refusals for one in found(World(Config())) if isinstance(one, Refuses)}
SENDING = {name: READY.get(name) or READY["twilio"] for name in CLIENTS}


@pytest.mark.parametrize(
    ("provider", "name"),
    [
        (provider, name)
        for provider, ready in SENDING.items()
        for name, answer in ready.items()
        if name != "invalid_grant" and (provider != "smtp" or answer.status not in {454, 530, 535})
    ],
)
def test_each_is_refused_with_its_status_and_nothing_is_sent(
    sandbox: Client, provider: str, name: str
):
    sandbox.fault(PATHS[provider], refusal=name, times=3)  # Google's tries twice more after a 401

    assert CLIENTS[provider](sandbox) == str(int(SENDING[provider][name].status))
    assert sandbox.accepted() == []


@pytest.mark.parametrize("code", [20003, 20429, 20500, 21211, 21408, 21610, 21611, 21614])
def test_twilio_s_client_reads_the_code(sandbox: Client, code: int):
    sandbox.fault("/twilio/", refusal=str(code))

    with pytest.raises(TwilioRestException) as caught:
        twilio(sandbox).messages.create(to=GUEST, from_=VENUE, body="Hi")

    assert caught.value.code == code


def test_in_the_words_of_rfc_9457_it_is_another_exception(sandbox: Client):
    sandbox.fault("/twilio/", refusal="problem")

    with pytest.raises(TwilioServiceException) as caught:
        twilio(sandbox).messages.create(to=GUEST, from_=VENUE, body="Hi")

    assert (caught.value.status, caught.value.code) == (429, 20429)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("UNREGISTERED", messaging.UnregisteredError),
        ("SENDER_ID_MISMATCH", messaging.SenderIdMismatchError),
        ("QUOTA_EXCEEDED", messaging.QuotaExceededError),
        ("THIRD_PARTY_AUTH_ERROR", messaging.ThirdPartyAuthError),
        ("UNAUTHENTICATED", exceptions.UnauthenticatedError),
        ("INVALID_ARGUMENT", exceptions.InvalidArgumentError),
        ("UNAVAILABLE", exceptions.UnavailableError),
        ("INTERNAL", exceptions.InternalError),
    ],
)
def test_firebase_s_client_raises_what_fits(sandbox: Client, code: str, error: type[Exception]):
    sandbox.fault("/fcm/", times=None, refusal=code)

    with firebase(sandbox) as app, pytest.raises(error) as caught:
        messaging.send(messaging.Message(fid="a"), app=app)

    assert type(caught.value) is error


def test_without_a_grant_firebase_s_client_says_so(sandbox: Client):
    sandbox.fault("/google/token", times=None, refusal="invalid_grant")

    with firebase(sandbox) as app, pytest.raises(RefreshError, match="invalid_grant"):
        messaging.send(messaging.Message(fid="a"), app=app)


@pytest.mark.parametrize(
    ("provider", "name", "words"),
    [
        ("resend", "daily_quota_exceeded", "daily_quota_exceeded"),
        ("mailgun", "over_limit", "try again after 120 seconds"),
        ("mailgun", "forbidden", "Forbidden"),
        ("sendgrid", "forbidden", "verified Sender Identity"),
        ("sendgrid", "too_large", "413 Request Entity Too Large"),
    ],
)
def test_anymail_shows_the_words(sandbox: Client, provider: str, name: str, words: str):
    sandbox.fault(PATHS[provider], refusal=name)

    with pytest.raises(AnymailRequestsAPIError, match=words):
        mail_of(BACKENDS[provider](sandbox))


def test_what_the_order_says_itself_wins(sandbox: Client):
    told: dict[str, Any] = {"headers": {"retry-after": "9"}, "when": "after"}
    sandbox.fault(refusal="rate_limit_exceeded", **told)

    answer = post(sandbox, mail())

    assert (answer.status_code, answer.json()["name"]) == (429, "rate_limit_exceeded")
    assert (answer.headers["retry-after"], len(sandbox.accepted())) == ("9", 1)


@pytest.mark.parametrize(
    ("path", "name", "words"),
    [
        ("/twilio/", "30003", "21610"),
        ("/fcm/", "GONE", "UNREGISTERED"),
        ("/nobody/", "x", "there are: none"),
        ("/resend/", 7, "refusal is a text"),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(sandbox: Client, path, name, words):
    with pytest.raises(Refused, match=words):
        sandbox.fault(path, refusal=name)
