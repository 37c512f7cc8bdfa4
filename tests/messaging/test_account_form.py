"""Accounts are mended by operators who never see a secret."""

import pytest

from messaging.models import ProviderAccount
from tests.factories import AccountFactory, UserFactory, VendorFactory
from tests.wedsync.forms import form_of
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

ACCOUNTS = "/admin/messaging/provideraccount/"


@pytest.fixture
def office(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def edit(client, account, **changes):
    url = f"{ACCOUNTS}{account.pk}/change/"
    return client.post(url, form_of(client, url, **changes))


def credentials(account):
    with operator():
        return ProviderAccount.objects.get(pk=account.pk).unseal()


def test_credentials_go_in_and_never_come_out(office):
    account = AccountFactory(trouble="the key was refused")

    response = edit(office, account, credentials="api_key = re_canary_1\n\nregion=eu-west-1")

    assert response.status_code == 302
    assert credentials(account)["api_key"] == "re_canary_1"
    assert credentials(account)["region"] == "eu-west-1"
    page = office.get(f"{ACCOUNTS}{account.pk}/change/").content.decode()
    assert "api_key, region, webhook_secret" in page
    assert "re_canary_1" not in page
    with operator():
        assert ProviderAccount.objects.get().trouble == ""


def test_what_is_no_secret_may_be_short(office):
    account = AccountFactory(provider="mailgun")

    edit(office, account, credentials="region=eu")

    assert credentials(account)["region"] == "eu"


def test_the_page_says_what_each_provider_needs(office):
    page = office.get(f"{ACCOUNTS}add/").content.decode()

    assert "the sending domain, such as mg.example.com" in page
    assert "begins with whsec_" in page


def test_an_empty_field_leaves_the_credentials_as_they_are(office):
    account = AccountFactory()
    before = credentials(account)

    edit(office, account, credentials="", per_minute=60)

    assert credentials(account) == before


def test_a_name_with_nothing_after_it_is_taken_out(office):
    account = AccountFactory()

    edit(office, account, credentials="api_key=")

    assert set(credentials(account)) == {"webhook_secret"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("re_canary_12345", "Line 1 isn&#x27;t like name=value."),
        ("api_key=re_canary_1\n= x", "Line 2 isn&#x27;t like name=value."),
        ("api key=re_canary_1", "Line 1 isn&#x27;t like name=value."),
        ("api_key=whsec_", "api_key is too short to be one."),
    ],
)
def test_a_slip_of_the_hand_is_a_sentence_that_repeats_no_secret(office, text, sentence):
    account = AccountFactory()
    before = credentials(account)

    page = edit(office, account, credentials=text).content.decode()

    assert sentence in page
    assert "canary" not in page
    assert credentials(account) == before


def test_an_account_is_added_and_sealed_to_its_vendor(office):
    vendor = VendorFactory()
    data = form_of(office, f"{ACCOUNTS}add/") | {
        "provider": "resend", "channel": "email", "vendor": vendor.pk,
        "credentials": "api_key=re_12345",
    }  # fmt: skip

    response = office.post(f"{ACCOUNTS}add/", data)

    assert response.status_code == 302
    with tenant(vendor.pk):
        assert ProviderAccount.objects.get(vendor=vendor).unseal() == {"api_key": "re_12345"}


def test_what_a_lost_key_had_sealed_begins_anew(office, settings):
    account = AccountFactory()
    settings.ENCRYPTION_KEYS = {2: b"n" * 32}

    page = office.get(f"{ACCOUNTS}{account.pk}/change/").content.decode()
    edit(office, account, credentials="api_key=re_12345")

    assert "sealed by a key this house no longer holds" in page
    assert credentials(account) == {"api_key": "re_12345"}


def test_an_account_of_web_push_makes_its_own_key_once(office):
    url = f"{ACCOUNTS}add/"
    office.post(url, form_of(office, url, provider="webpush", channel="push"))
    with operator():
        account = ProviderAccount.objects.get()

    first = account.unseal()
    edit(office, account, credentials="subject=mailto:us@example.org")

    assert len(first["private_key"]) == 43
    assert credentials(account) == {**first, "subject": "mailto:us@example.org"}
    page = office.get(f"{ACCOUNTS}{account.pk}/change/").content.decode()
    assert first["private_key"] not in page
