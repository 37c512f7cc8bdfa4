"""Many rows in one statement."""

import datetime as dt

import pytest

from crm_connectors import bulk
from crm_connectors.models import Link
from tests.factories import ClientFactory, WeddingFactory
from wedsync.weddings.models import Client, Wedding

pytestmark = pytest.mark.django_db


def test_a_row_has_the_models_defaults_where_nothing_is_said(vendor, as_vendor):
    row = bulk.new(Client, vendor_id=str(vendor.pk), name="Lena & Marc", tags=["vip", "ü"])

    bulk.insert(Client, [row])

    client = Client.objects.get()
    assert (client.name, client.tags, client.source) == ("Lena & Marc", ["vip", "ü"], "")
    assert client.created_at is not None


def test_rows_change_each_in_its_own_way(vendor, as_vendor):
    weddings = WeddingFactory.create_batch(3, client__vendor=vendor)

    bulk.update(
        Wedding,
        [
            {"id": w.pk, "guests": n, "date": dt.date(2028, 1, n + 1)}
            for n, w in enumerate(weddings)
        ],
    )

    found = Wedding.objects.order_by("guests").values_list("guests", "date__day", "venue_name")
    assert list(found) == [(0, 1, "Fern Hall"), (1, 2, "Fern Hall"), (2, 3, "Fern Hall")]


def test_a_conflict_overwrites_what_it_is_told(vendor, as_vendor):
    key = ("vendor_id", "source", "kind", "external_id")
    one, two = ClientFactory.create_batch(2, vendor=vendor)
    for client in (one, two):
        link = {"source": "csv", "kind": "client", "external_id": "J-1", "object_id": client.pk}
        row = bulk.new(Link, vendor_id=vendor.pk, **link)
        bulk.insert(Link, [row], key=key, over=["object_id"])

    assert Link.objects.get().object_id == two.pk


def test_rows_of_different_shape_are_refused_before_anything_is_lost(vendor, as_vendor):
    rows = [bulk.new(Client, name="Lena"), bulk.new(Client, nmae="Ivy")]

    with pytest.raises(ValueError, match="the same columns"):
        bulk.insert(Client, rows)


def test_nothing_to_write_is_nothing_to_do(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert(Client, [])
        bulk.update(Client, [])
