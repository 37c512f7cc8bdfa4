"""One vendor at a time, and nothing when nobody said whose."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.factories import ClientFactory, VendorFactory
from wedsync.vendors.tenancy import TenantSwitch, current_vendor_id, narrowed, operator, tenant
from wedsync.weddings.models import Client

pytestmark = pytest.mark.django_db


def test_a_forgotten_filter_shows_one_vendor_only():
    mine, theirs = ClientFactory(), ClientFactory()

    with tenant(mine.vendor_id):
        assert list(Client.objects.all()) == [mine]
        assert list(Client.objects.filter(pk=theirs.pk)) == []


def test_without_a_tenant_there_is_nothing_to_see():
    ClientFactory()

    assert list(Client.objects.all()) == []


def test_a_row_cannot_be_written_for_somebody_else():
    mine, theirs = VendorFactory(), VendorFactory()

    with pytest.raises(ProgrammingError, match="row-level security"), tenant(mine.pk):
        Client.objects.create(vendor=theirs, name="Smuggled")


def test_another_vendors_rows_can_be_neither_changed_nor_removed():
    mine, theirs = VendorFactory(), ClientFactory()

    with tenant(mine.pk):
        changed = Client.objects.filter(pk=theirs.pk).update(name="Mine now")
        removed, _ = Client.objects.filter(pk=theirs.pk).delete()

    assert (changed, removed) == (0, 0)


def test_the_tenant_ends_with_its_block():
    mine = ClientFactory()

    with transaction.atomic():
        with tenant(mine.vendor_id):
            pass

        assert list(Client.objects.all()) == []
        assert current_vendor_id() is None


def test_the_tenant_ends_when_its_block_fails():
    mine = ClientFactory()

    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), tenant(mine.vendor_id):
            _ = 1 / 0

        assert list(Client.objects.all()) == []


def test_a_transaction_never_changes_its_tenant():
    mine, theirs = VendorFactory(), VendorFactory()

    with tenant(mine.pk), pytest.raises(TenantSwitch), tenant(theirs.pk):
        pass


def test_the_operator_sees_all_and_steps_back():
    mine, theirs = ClientFactory(), ClientFactory()

    with tenant(mine.vendor_id):
        with operator():
            assert set(Client.objects.all()) == {mine, theirs}

        assert list(Client.objects.all()) == [mine]


def test_a_pooled_connection_keeps_no_tenant():
    mine = ClientFactory()

    with tenant(mine.vendor_id):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_vendor(), current_user")

        assert cursor.fetchone() == (None, "wedsync_app")


def test_an_operator_may_look_through_one_vendors_eyes():
    mine, theirs = ClientFactory(), ClientFactory()

    with operator():
        with narrowed(mine.vendor_id):
            seen = list(Client.objects.all())
        after = set(Client.objects.all())

    assert (seen, after) == ([mine], {mine, theirs})
