"""Two workers and one campaign."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from campaigns.broadcasts.expand import expand
from campaigns.models import Campaign, Recipient
from tests.factories import CampaignFactory, PersonFactory
from wedsync.vendors.tenancy import operator, tenant

SOON = 10  # seconds; who waits for the other one waits for ever


@pytest.mark.usefixtures("committed")
def test_who_finds_another_worker_at_a_campaign_goes_on_to_something_else():
    campaign = CampaignFactory(state="running")
    with operator():
        person = PersonFactory(client__vendor=campaign.vendor)
        Recipient.objects.create(vendor=campaign.vendor, campaign=campaign, person=person)

    def other():
        try:
            with tenant(campaign.vendor_id):
                return expand(campaign.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with tenant(campaign.vendor_id):
            Campaign.objects.select_for_update().get(pk=campaign.pk)
            assert pool.submit(other).result(SOON) == 0
        assert pool.submit(other).result(SOON) == 1
