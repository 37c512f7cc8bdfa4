"""Imports for tests: a file of couples, taken in by a vendor."""

from crm_connectors import import_couples
from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.receive import receive
from crm_connectors.undo import undo
from tests.crm_connectors.files import csv_file
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Person, Wedding

HEADER = ("Id", "First name", "Partner first name", "Email", "Wedding date", "Venue", "Consent")
MAPPING = {"Consent": "partner_a.consent"}
LENA = ("", "Lena", "Marc", "lena@example.com", "2027-06-12", "Fern Hall", "")
AGREED = (*LENA[:-1], "yes")
IVY = ("J-2", "Ivy", "Grant", "ivy@example.com", "2027-07-03", "", "")


def numbered(count, first=0):
    """So many different couples, without ids."""
    return [
        ("", f"Ann{n}", f"Bob{n}", f"ann{n}@example.com", "2027-06-12", "Fern Hall", "")
        for n in range(first, first + count)
    ]


def upload(vendor, *rows, header=HEADER, **options):
    options = {"mapping": MAPPING if header == HEADER else {}, "actor": "user:1", **options}
    with tenant(vendor.pk):
        return receive(vendor, "couples.csv", csv_file(*rows, header=header), **options)


def take_in(vendor, *rows, **options):
    """Upload and run; return the finished import."""
    return import_couples.run(upload(vendor, *rows, **options).pk)


def take_back(batch):
    return undo(batch.pk, actor="user:1")


def removed_by_hand(vendor):
    """All couples of this vendor, without asking whom it hurts."""
    with operator():
        for kind in (Person, Wedding, Client):
            kind.objects.filter(vendor=vendor)._raw_delete("default")


def state_of(vendor):
    """Everything this vendor's couples are, to be compared; when they changed is no part of it."""
    with operator():
        return [
            [
                {name: value for name, value in row.items() if name != "updated_at"}
                for row in kind.objects.filter(vendor=vendor).order_by("pk").values()
            ]
            for kind in (Client, Person, Wedding, Link)
        ]


def counts(batch):
    return (batch.created, batch.updated, batch.unchanged, batch.skipped)


def fresh(batch):
    with operator():
        return Import.objects.get(pk=batch.pk)


def problems(batch):
    with operator():
        rows = ImportRow.objects.filter(batch=batch).exclude(problems=[]).order_by("number")
        return [(row.number, problem["sentence"]) for row in rows for problem in row.problems]
