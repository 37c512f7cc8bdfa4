"""What operators see of imports."""

import pytest
from django.urls import reverse

from crm_connectors.models import Call, Sync, SyncRow
from tests.crm_connectors.imports import IVY, LENA, take_in
from tests.crm_connectors.syncs import connected
from tests.factories import UserFactory
from tests.wedsync.visits import visiting_everybody
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Wedding

BAD = ("", "Ida", "Sven", "<b>@example", "2027-06-12", "", "")


@pytest.fixture
def look(client, db):
    visiting_everybody(client, UserFactory(is_staff=True, is_superuser=True))

    def look(model, page="changelist", *args, **query):
        url = reverse(f"admin:crm_connectors_{model}_{page}", args=args)
        response = client.get(url, query)
        assert response.status_code == 200
        return response.content.decode()

    return look


def test_an_import_shows_its_counts_and_leads_to_its_rows(look, vendor):
    batch = take_in(vendor, LENA, BAD)

    assert "100 % of 2" in look("import")
    assert f"?batch__id__exact={batch.pk}" in look("import", "change", batch.pk)


def test_rows_show_their_problems_and_no_markup_of_a_stranger(look, vendor):
    batch = take_in(vendor, LENA, BAD)

    page = look("importrow", batch__id__exact=batch.pk, problems="yes")

    assert "&lt;b&gt;@example” is not an e-mail address" in page
    assert "<b>@example" not in page
    assert page.count('class="field-state') == 1


def test_a_row_is_found_by_the_wedding_it_was_about(look, vendor):
    take_in(vendor, LENA, IVY)
    with operator():
        wedding = Wedding.objects.filter(client__name__startswith="Ivy").get()

    page = look("importrow", q=str(wedding.pk))

    assert page.count('class="field-state') == 1


def test_a_link_is_found_by_the_id_it_has_over_there(look, vendor):
    take_in(vendor, IVY)

    assert "J-2" in look("link", q="J-2")
    assert 'class="field-external_id' not in look("link", q="J-3")


def test_connections_show_how_they_stand_and_never_their_key(look, vendor):
    connection = connected(vendor, trouble="It no longer takes our key.")
    with operator():
        run = Sync.objects.create(vendor=vendor, connection=connection, kind="full", actor="x")
        row = SyncRow.objects.create(vendor=vendor, sync=run, external_id="J-1", state="skipped")
        call = Call.objects.create(
            vendor=vendor, connection=connection, key="e-1", payload={"name": "Lena"}
        )

    assert "It no longer takes our key." in look("connection")
    assert "studio-key" not in look("connection", "change", connection.pk)
    assert "sealed" not in look("connection", "change", connection.pk).lower()
    assert "Lena" not in look("call", "change", call.pk)
    assert "J-1" in look("syncrow", "change", row.pk)
    assert look("record")
