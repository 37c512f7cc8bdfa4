"""A notification on every kind of device a person has, each through the account that reaches it."""

import datetime as dt
import json

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.due import Reader
from messaging.fitting import fitting, parts_of, ways_of
from messaging.models import Device, Handed, Handover, ProviderAccount
from messaging.registrations import register
from messaging.resolve import resolve
from messaging.with_devices import with_devices
from tests.factories import AccountFactory, MessageFactory, PersonFactory
from tests.messaging.browsers import browser, web_push
from tests.messaging.providers.test_fcm import private_key
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def there(sandbox, settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    settings.FCM_URL = f"{sandbox.url}/fcm/"
    return sandbox


@pytest.fixture
def firebase(sandbox):
    account = AccountFactory(provider="fcm", channel="push", order=1)
    key = {
        "type": "service_account",
        "project_id": "wedsync-sandbox",
        "private_key_id": "k",
        "private_key": private_key(),
        "client_email": f"push@{account.pk.hex}.example",
        "token_uri": f"{sandbox.url}/google/token",
    }
    with operator():
        account.seal({"service_account": json.dumps(key)})
        account.save()
    return account


@pytest.fixture
def web():
    return web_push(order=2)


@pytest.fixture
def message():
    return MessageFactory(channel="push", variant__channel="push", purpose="emergency")


def phone(message, name="app-1"):
    with operator():
        return register(message.person, name, "ios", now())


def go(message, account):
    deliver(claim(message.vendor_id, "push", message.priority, 10), account)


def test_each_device_is_notified_through_its_own_account(sandbox, firebase, web, message, now_of):
    phone(message)
    browser(sandbox, message.person, web)

    go(message, firebase)

    assert now_of(message).state == "accepted"
    assert sandbox.recipients(provider="fcm") == {"app-1": 1}
    assert sandbox.recipients(provider="webpush") == {"ada-phone": 1}
    with operator():
        assert Handover.objects.get().provider == "fcm"


def test_whoever_has_a_browser_only_is_written_to_in_its_accounts_name(
    sandbox, firebase, web, message
):
    browser(sandbox, message.person, web)

    go(message, firebase)

    with operator():
        assert Handover.objects.get().account == web
    assert sandbox.recipients() == {"ada-phone": 1}


def test_no_secret_of_a_device_is_written_down_with_the_message(sandbox, web, message):
    device = browser(sandbox, message.person, web)

    go(message, web)

    with operator():
        assert Handed.objects.get().address == device.registration
    assert "127.0.0.1" not in device.registration


def test_one_that_turned_out_gone_is_forgotten_with_its_secrets(sandbox, web, message, now_of):
    browser(sandbox, message.person, web, "gone-1")

    go(message, web)

    assert now_of(message).state == "failed"
    with operator():
        device = Device.objects.get()
    assert device.gone_at is not None
    assert bytes(device.sealed) == b""


def test_an_account_that_rests_is_not_asked_and_the_other_still_reaches(
    sandbox, firebase, web, message, now_of
):
    phone(message)
    browser(sandbox, message.person, web)
    with operator():
        ProviderAccount.objects.filter(pk=firebase.pk).update(rests_until=now() + MINUTE)

    go(message, web)

    assert now_of(message).state == "accepted"
    assert sandbox.recipients() == {"ada-phone": 1}


def test_whom_only_a_resting_account_reaches_waits_for_it(sandbox, firebase, web, message, now_of):
    phone(message)
    with operator():
        ProviderAccount.objects.filter(pk=firebase.pk).update(rests_until=now() + MINUTE)

    go(message, web)

    waiting = now_of(message)
    assert (waiting.state, sandbox.accepted()) == ("queued", [])
    assert waiting.not_before > now() + MINUTE / 2
    with operator():
        assert ProviderAccount.objects.get(pk=web.pk).rests_until is None


def test_only_the_account_that_failed_is_blamed(sandbox, firebase, web, message):
    phone(message)
    browser(sandbox, message.person, web)
    sandbox.fault("/webpush/", status=403)

    go(message, firebase)

    with operator():
        assert ProviderAccount.objects.get(pk=firebase.pk).trouble == ""
        assert ProviderAccount.objects.get(pk=web.pk).trouble.startswith("403")


def test_what_one_kind_left_open_is_said_to_all_again_and_seen_once(
    sandbox, firebase, web, message, now_of
):
    phone(message)
    browser(sandbox, message.person, web)
    sandbox.fault("/webpush/", status=500, when="after")
    go(message, firebase)
    assert now_of(message).state == "unknown"
    with operator():
        Handover.objects.update(check_at=now())

    resolve()

    assert now_of(message).state == "accepted"
    assert sandbox.recipients() == {"app-1": 2, "ada-phone": 2}
    assert sandbox.recipients(visible=1) == {"app-1": 1, "ada-phone": 1}


def test_where_every_account_was_taken_away_meanwhile_it_waits(sandbox, web, message, now_of):
    browser(sandbox, message.person, web)
    with operator():
        ProviderAccount.objects.update(enabled=False)

    go(message, web)

    assert (now_of(message).state, sandbox.accepted()) == ("queued", [])


def test_the_devices_are_dealt_to_the_first_account_that_reaches_them(firebase, web):
    spare = web_push(order=3)

    parts = parts_of("app-1 webpush:a app-2", [firebase, web, spare])

    assert parts == [(firebase, "app-1 app-2"), (web, "webpush:a")]


def test_any_other_channel_keeps_the_account_it_was_given(account):
    assert ways_of(account) == [account]
    assert fitting("ada@example.org", [account], account) == account


def test_a_device_that_no_account_reaches_is_no_way_to_a_person(firebase, sandbox):
    person, web = PersonFactory(), web_push()
    browser(sandbox, person, web)
    with operator():
        register(person, "app-1", "ios", now())
        ProviderAccount.objects.filter(pk=web.pk).update(enabled=False)

    with tenant(person.vendor_id):
        [one] = with_devices([Reader(person.pk, "", "", "")])

    assert [device.registration for device in one.live_devices] == ["app-1"]
