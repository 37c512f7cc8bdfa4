"""The sample house has a couple whose browser the sandbox rings."""

import pytest

from messaging.models import Device
from messaging.providers.webpush_keys import public_key
from tests.factories import PersonFactory
from tests.messaging.browsers import web_push
from wedsync.demo.notify import BROWSER, seed_browser
from wedsync.sandbox.providers.webpush.device import device
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
SANDBOX = "http://127.0.0.1:9025"


def seeded():
    person = PersonFactory()
    with tenant(person.vendor_id):
        seed_browser(person)
    with operator():
        return list(Device.objects.all())


def test_its_keys_are_those_of_the_sandbox(settings):
    settings.SANDBOX_URL = SANDBOX
    account = web_push()

    [one] = seeded()

    told = device(BROWSER).subscription(SANDBOX)
    assert one.unseal() == {
        "endpoint": told["endpoint"],
        **told["keys"],
        "key": public_key(account.unseal()),
    }


def test_without_a_sandbox_nobody_is_rung(settings):
    settings.SANDBOX_URL = ""

    assert seeded() == []
