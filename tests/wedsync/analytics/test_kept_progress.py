"""A list counts what still moves each time, and what ended long ago now and then."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.states import State
from tests.wedsync.dashboard.stage import running
from wedsync.analytics.kept_progress import SETTLED, kept_progress
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
NOW = now()


@pytest.fixture
def campaign(vendor):
    return running(vendor, State.DELIVERED, State.DELIVERED)


def people(campaign):
    with tenant(campaign.vendor_id):
        return kept_progress([campaign], NOW)[campaign.pk].people


def lose_one(campaign):
    with operator():
        campaign.recipients.order_by("id").first().delete()


@pytest.mark.parametrize("ended", [None, NOW, NOW - SETTLED / 2])
def test_what_still_moves_is_counted_each_time(campaign, ended):
    campaign.finished_at = ended

    assert people(campaign) == 2
    lose_one(campaign)
    assert people(campaign) == 1


def test_what_ended_long_ago_is_counted_once(campaign):
    campaign.finished_at = NOW - SETTLED - dt.timedelta(seconds=1)

    assert people(campaign) == 2
    lose_one(campaign)
    assert people(campaign) == 2


def test_one_vendors_list_of_nothing_is_nothing(vendor):
    with tenant(vendor.pk):
        assert kept_progress([], NOW) == {}
