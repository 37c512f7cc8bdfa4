"""An account whose reports nobody could believe is named before it is used."""

import base64

import pytest

from messaging.checks import signing_secrets
from messaging.models import ProviderAccount
from tests.factories import AccountFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

GOOD = "whsec_" + base64.b64encode(bytes(range(32))).decode()


def account(**credentials):
    made = AccountFactory()
    made.seal({"api_key": "re_test", **credentials})
    with operator():
        made.save()
    return made


def said():
    return [one.msg for one in signing_secrets(databases=["default"])]


def test_a_good_secret_is_no_matter():
    account(webhook_secret=GOOD)

    assert said() == []


@pytest.mark.parametrize(
    ("secret", "sentence"),
    [
        ("", "There is no webhook_secret: reports of deliveries will be refused."),
        ("whsec_", "The webhook_secret could be guessed."),
        ("whsec_c2hvcnQ=", "The webhook_secret could be guessed."),
        (
            "whsec_" + base64.b64encode(b"a secret of thirty-two bytes....").decode(),
            "The webhook_secret could be guessed.",
        ),
        ("whsec_not base64", "The webhook_secret can't be read: it is whsec_ and base64."),
    ],
    ids=["none", "empty", "short", "a phrase", "unreadable"],
)
def test_a_bad_secret_is_a_sentence(secret, sentence):
    account(webhook_secret=secret)

    assert said() == [sentence]


def test_credentials_of_a_lost_key_are_a_sentence(settings):
    account(webhook_secret=GOOD)
    settings.ENCRYPTION_KEYS = {9: b"n" * 32}

    assert said() == [
        "The credentials were sealed by a key that is not in WEDSYNC_ENCRYPTION_KEYS."
    ]


def test_an_account_that_is_switched_off_is_no_matter():
    off = account()
    with operator():
        ProviderAccount.objects.filter(pk=off.pk).update(enabled=False)

    assert said() == []


def test_it_stops_production_and_warns_elsewhere(settings):
    account()

    elsewhere = signing_secrets(databases=["default"])
    settings.PRODUCTION = True
    production = signing_secrets(databases=["default"])

    assert [one.is_serious() for one in (*elsewhere, *production)] == [False, True]


@pytest.mark.parametrize("databases", [None, [], ["owner"]])
def test_without_a_database_nothing_is_asked(databases):
    account()

    assert signing_secrets(databases=databases) == []
