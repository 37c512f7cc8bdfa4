"""An export holds every table of a vendor, nobody else's rows, no secret, and nothing that runs."""

import csv
import io
import zipfile

import pytest
from django.apps import apps

from tests.wedsync.season import season
from tests.wedsync.vendors.catalogue import tenant_tables
from wedsync.privacy.export import FORMULA, LEFT_OUT, _cell, columns, export, exported
from wedsync.vendors.models import Event, Vendor
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def archive(vendor) -> dict[str, list[dict[str, str]]]:
    file = io.BytesIO()
    with tenant(vendor.pk):
        export(vendor, file, actor="user:1")
    with zipfile.ZipFile(file) as found:
        return {
            name: list(csv.DictReader(io.StringIO(found.read(name).decode())))
            for name in found.namelist()
        }


def test_every_table_of_a_vendor_is_in_it_or_named_as_left_out():
    tables = {model._meta.db_table for model in exported()}
    known = {model._meta.label_lower: model._meta.db_table for model in apps.get_models()}
    out = {known[name] for name in LEFT_OUT if name in known}

    assert set(tenant_tables()) <= tables | out | {"vendors_vendor"}


def test_it_holds_ones_own_rows_and_no_others():
    mine, theirs = season("mine"), season("zaunkoenig")
    found = archive(mine[Vendor][0])

    assert theirs[Vendor][0].pk != mine[Vendor][0].pk
    assert len(found["weddings/person.csv"]) == 1
    assert "zaunkoenig" not in str(found)


def test_it_is_written_down():
    vendor = season("mine")[Vendor][0]
    archive(vendor)

    with operator():
        assert Event.objects.filter(vendor=vendor, verb="vendor.exported").count() == 1


def test_no_secret_has_a_column():
    names = {name for model in exported() for name in columns(model)}

    assert not [name for name in names if "secret" in name or "digest" in name or "sealed" in name]


@pytest.mark.parametrize("start", FORMULA)
def test_what_a_spreadsheet_would_run_is_text(start):
    assert _cell(f"{start}cmd|' /C calc'!A0").startswith("'")


def test_numbers_stay_numbers():
    assert (_cell(-3), _cell(None), _cell({"a": "ü"})) == ("-3", "", '{"a": "ü"}')
