"""Browsers that the sandbox plays: registered with the key of an account of Web Push."""

from django.utils.timezone import now

from messaging.providers.webpush_keys import new_keys, public_key
from messaging.registrations import subscribe
from messaging.subscription import Subscription
from tests.factories import AccountFactory
from wedsync.vendors.tenancy import operator


def web_push(vendor=None, **also):
    """An account; the platform's, unless a vendor is given."""
    account = AccountFactory(provider="webpush", channel="push", vendor=vendor, **also)
    with operator():
        account.seal(new_keys())
        account.save(update_fields=["sealed"])
    return account


def subscription_of(sandbox, name, key=""):
    told = sandbox.subscription(name, key)
    return Subscription(told["endpoint"], **told["keys"])


def browser(sandbox, person, account, name="ada-phone"):
    """A device of this person that the sandbox rings."""
    with operator():
        key = public_key(account.unseal())
        return subscribe(person, subscription_of(sandbox, name, key), key, now())
