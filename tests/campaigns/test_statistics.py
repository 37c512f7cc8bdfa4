"""A first big campaign must not be planned by the statistics of empty tables."""

from django.db import connection

from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from tests.factories import SUMMER, CampaignFactory
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Client, Person, Wedding

COUPLES = 300
COUNTED = "SELECT reltuples FROM pg_class WHERE relname = 'campaigns_recipient'"


def test_the_planner_learns_of_a_table_that_grows(committed):
    campaign = CampaignFactory()
    with tenant(campaign.vendor_id):
        couples(campaign.vendor)
        launch(campaign, actor="user:1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    with tenant(campaign.vendor_id):
        expand(campaign.pk)

    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        assert cursor.fetchone() == (COUPLES,)


def couples(vendor):
    clients = [Client(vendor=vendor, name=f"Couple {n}") for n in range(COUPLES)]
    Client.objects.bulk_create(clients)
    Person.objects.bulk_create(
        Person(vendor=vendor, client=one, given_name="Lena", email=f"{one.pk.hex}@example.com")
        for one in clients
    )
    Wedding.objects.bulk_create(Wedding(vendor=vendor, client=one, date=SUMMER) for one in clients)
