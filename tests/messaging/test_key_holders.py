"""A browser is answered with the key it was registered under, whoever has connected another."""

import pytest

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.key_holders import holders_of
from messaging.models import ProviderAccount
from tests.factories import MessageFactory
from tests.messaging.browsers import browser, web_push
from tests.messaging.test_person_page import address
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def there(sandbox, settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    return sandbox


@pytest.fixture
def house():
    return web_push()


@pytest.fixture
def message():
    return MessageFactory(channel="push", variant__channel="push", purpose="emergency")


@pytest.fixture
def own(house, message):
    """The vendor's, connected later: it goes first from now on."""
    return web_push(vendor=message.vendor)


def go(message, account):
    deliver(claim(message.vendor_id, "push", message.priority, 10), account)


def end(account):
    with operator():
        ProviderAccount.objects.filter(pk=account.pk).update(enabled=False)


def test_who_registered_under_the_houses_key_is_still_notified(sandbox, house, message, now_of):
    browser(sandbox, message.person, house)

    go(message, web_push(vendor=message.vendor))

    assert now_of(message).state == "accepted"
    assert sandbox.recipients(provider="webpush") == {"ada-phone": 1}


def test_each_of_two_browsers_by_its_own_key(sandbox, house, own, message, now_of):
    browser(sandbox, message.person, house, "ada-phone")
    browser(sandbox, message.person, own, "ada-desk")

    go(message, own)

    assert now_of(message).state == "accepted"
    assert sandbox.recipients(provider="webpush") == {"ada-phone": 1, "ada-desk": 1}


def test_a_browser_whose_key_nobody_has_is_not_called(sandbox, house, own, message, now_of):
    browser(sandbox, message.person, house)
    end(house)

    go(message, own)

    assert now_of(message).state != "accepted"
    assert sandbox.recipients(provider="webpush") == {}


def test_whose_key_it_is_takes_one_query(sandbox, house, own, message, django_assert_num_queries):
    devices = [
        browser(sandbox, message.person, one, name)
        for one, name in ((house, "a"), (own, "b"), (own, "c"))
    ]

    with tenant(message.vendor_id), django_assert_num_queries(1):
        found = holders_of([one.registration for one in devices], [own, house])

    assert list(map(found.get, [one.registration for one in devices])) == [
        house.pk, own.pk, own.pk
    ]  # fmt: skip


def test_their_page_says_that_it_is_on(client, sandbox, house, own, message):
    device = browser(sandbox, message.person, house)

    assert f'data-names="{device.registration}"' in client.get(
        address(message.person)
    ).content.decode()  # fmt: skip


def test_and_offers_it_anew_once_nobody_has_its_key(client, sandbox, house, own, message):
    browser(sandbox, message.person, house)
    end(house)

    assert 'data-names=""' in client.get(address(message.person)).content.decode()
