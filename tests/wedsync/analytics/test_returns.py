"""A goal belongs to the last message before it."""

import datetime as dt

import pytest

from campaigns.models import GoalReached
from tests.factories import PersonFactory
from tests.wedsync.analytics.test_rollup import EVENING, sent
from wedsync.analytics.returns import Return, returns
from wedsync.vendors.tenancy import operator, tenant

DAY = dt.timedelta(days=1)


@pytest.fixture
def message(vendor):
    return sent(PersonFactory(client__vendor=vendor))


def reached(message, at, value=150_000):
    with operator():
        GoalReached.objects.create(
            vendor_id=message.vendor_id,
            wedding_id=message.wedding_id,
            kind="deposit",
            at=at,
            value=value,
            currency="USD",
            key=str(at),
        )


def found(vendor):
    with tenant(vendor.pk):
        return returns(vendor, (EVENING.date() - 30 * DAY, EVENING.date() + 30 * DAY))


def test_a_deposit_within_a_week_belongs_to_the_message(vendor, message):
    reached(message, EVENING + 2 * DAY)
    reached(message, EVENING + 3 * DAY)

    assert found(vendor) == [Return("email", "deposit", "USD", 2, 300_000)]


@pytest.mark.parametrize("away", [-DAY, 8 * DAY], ids=str)
def test_before_the_message_or_a_week_after_it_belongs_to_none(vendor, message, away):
    reached(message, EVENING + away)

    assert found(vendor) == []
