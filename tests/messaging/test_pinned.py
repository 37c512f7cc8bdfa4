"""The test of an account leaves through that very account."""

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Handover, Message
from messaging.send_test import Oneself, send_test
from tests.factories import AccountFactory, MessageFactory, VariantFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(account, vendor):
    """Another account of the vendor's, after the one that goes first."""
    return AccountFactory(vendor=vendor, order=200)


def tried(vendor, through, **how):
    variant = VariantFactory(version__template__vendor=vendor, **how)
    with tenant(vendor.pk):
        to = Oneself("ana@alder.example", "+14155550100", through)
        return send_test(vendor, variant, to, now(), actor="user:1")


def carriers():
    with operator():
        rows = Handover.objects.values_list("members__message", "account")
        return dict(rows)


def test_it_goes_through_the_account_that_is_tried(account, vendor, second, sandbox):
    test = tried(vendor, second)
    with operator():
        priority = Message.objects.get(pk=test).priority
    other = MessageFactory(person__client__vendor=vendor, priority=priority)

    deliver(claim(vendor.pk, "email", priority, 100), account)

    assert carriers() == {test: second.pk, other.pk: account.pk}


def test_also_while_that_rests(account, vendor, second, sandbox):
    with operator():
        second.rests_until = now().replace(year=2099)
        second.save(update_fields=["rests_until"])
    test = tried(vendor, second)

    deliver(claim(vendor.pk, "email", 1, 100), account)

    assert carriers() == {test: second.pk}


def test_it_waits_an_hour_at_most(vendor, second):
    with operator():
        test = Message.objects.get(pk=tried(vendor, second))

    assert 3500 < (test.expires_at - now()).total_seconds() <= 3600


def test_an_account_out_of_use_is_not_tried(vendor, second):
    with operator():
        second.enabled = False
        second.save(update_fields=["enabled"])

    with pytest.raises(Refusal, match="not in use"):
        tried(vendor, second)


def test_an_account_is_not_tried_with_what_it_does_not_carry(vendor, second):
    with pytest.raises(Refusal, match="another channel"):
        tried(vendor, second, channel="sms")
