"""Set the stage in an empty house: one vendor, N couples, one launched campaign.

Run as `python -m tests.chaos.stage N`, with the house's environment.
"""

import sys

import django


def main(size: int) -> None:
    django.setup()
    from django.utils.timezone import now

    from campaigns.broadcasts.launch import launch
    from messaging.models import ProviderAccount
    from tests.factories import AccountFactory, CampaignFactory, VendorFactory
    from wedsync.vendors.tenancy import operator, tenant
    from wedsync.weddings.models import Client, Person, Wedding

    with operator():
        stages = ProviderAccount.objects.count()
    # Slow enough (100 a second, small batches) that 20 kills fall into the middle of it.
    vendor = VendorFactory(slug=f"stage-{stages}")
    AccountFactory(vendor=vendor, per_minute=6000, burst=25)
    campaign = CampaignFactory(vendor=vendor)
    far = now().date().replace(year=now().year + 2, day=1)
    with tenant(vendor.pk):
        clients = Client.objects.bulk_create(
            Client(vendor=vendor, name=f"Couple {n}") for n in range(size)
        )
        Person.objects.bulk_create(
            Person(
                vendor=vendor,
                client=one,
                given_name="Lena",
                email=f"couple{n}@stage-{stages}.example.com",
            )
            for n, one in enumerate(clients)
        )
        Wedding.objects.bulk_create(
            Wedding(vendor=vendor, client=one, date=far, venue_name="Fern Hall") for one in clients
        )
        launch(campaign, actor="system:chaos")


if __name__ == "__main__":
    main(int(sys.argv[1]))
