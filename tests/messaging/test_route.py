"""Whose account carries a message, and when another's does."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.dispatch import dispatch
from messaging.models import Handover
from messaging.route import accounts_for, first_awake, rests, wakes_at
from tests.factories import AccountFactory, MessageFactory, VendorFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


def resting(minutes, **also):
    return AccountFactory(rests_until=now() + minutes * MINUTE, **also)


def carriers():
    with operator():
        return list(Handover.objects.order_by("pk").values_list("account", flat=True))


def test_a_vendors_own_comes_first_then_the_platforms_by_their_order(vendor):
    second, first = AccountFactory(order=2), AccountFactory(order=1)
    own = AccountFactory(vendor=vendor, order=9)
    AccountFactory(vendor=VendorFactory())
    AccountFactory(enabled=False)
    AccountFactory(channel="sms")

    with tenant(vendor.pk):
        assert accounts_for("email") == [own, first, second]


def test_an_account_of_an_unknown_provider_carries_nothing(vendor):
    AccountFactory(provider="pigeon")

    with tenant(vendor.pk):
        assert accounts_for("email") == []


def test_whoever_rests_is_passed_over():
    tired, awake = resting(1), AccountFactory()

    assert rests(tired, now())
    assert first_awake([tired, awake], now()) == awake
    assert first_awake([tired], now()) is None
    assert first_awake([tired], now() + 2 * MINUTE) == tired


def test_all_at_rest_wake_with_the_first_of_them():
    soon, late = resting(1), resting(5)

    assert wakes_at([late, soon]) == soon.rests_until
    with pytest.raises(ValueError, match="empty"):
        wakes_at([])


def test_after_a_definite_no_another_account_carries_it(sandbox, now_of):
    first, second = AccountFactory(order=1), AccountFactory(order=2)
    message = MessageFactory()
    sandbox.fault(status=403, body={"name": "invalid_api_key", "message": "who?"})

    dispatch(1)
    with operator():
        type(message).objects.update(not_before=now())
    dispatch(1)

    assert carriers() == [first.pk, second.pk]
    assert now_of(message).state == "accepted"


def test_after_silence_no_other_account_gets_it(sandbox, now_of):
    first, _ = AccountFactory(order=1), AccountFactory(order=2)
    message = MessageFactory()
    sandbox.fault(drop="before")

    dispatch(1)
    with operator():
        type(first).objects.filter(pk=first.pk).update(rests_until=now() + MINUTE)
    dispatch(1)

    assert carriers() == [first.pk]
    assert now_of(message).state == "unknown"
