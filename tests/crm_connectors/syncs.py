"""Syncs for tests: a connection to the sandbox's studio, and runs over it without waiting."""

import requests

from crm_connectors import begin_sync, sync
from crm_connectors.models import Connection, Link, Record, Sync, SyncRow
from tests.crm_connectors.imports import state_of
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Milestone, Person, ProposedMove, Wedding, WeddingDay

WEDDING = {"jobTypeName": "Wedding", "sample": False, "externalMappings": []}
KEY = {"X-API-KEY": "studio-key"}


def connected(vendor, connector="vsco", **fields):
    with tenant(vendor.pk):
        made = Connection(vendor=vendor, connector=connector, **fields)
        made.seal({"api_key": "studio-key"})
        made.save(force_insert=True)
    return made


def begun(connection, kind=Sync.Kind.FULL):
    with operator():
        connection.refresh_from_db()
    with tenant(connection.vendor_id):
        return begin_sync.begin(connection, kind, actor="user:1")


def pulled(connection, kind=Sync.Kind.FULL):
    """Begin a run and bring it to its end, which may take a second attempt."""
    run = sync.run(begun(connection, kind).pk, sleep=lambda _: None)
    return sync.run(run.pk, sleep=lambda _: None) if run.state == "queued" else run


def couples(vendor):
    with operator():
        return list(Client.objects.filter(vendor=vendor).order_by("pk"))


def wedding_of(vendor, external_id, source="vsco"):
    with operator():
        link = Link.objects.get(vendor=vendor, source=source, external_id=external_id)
        return Wedding.objects.get(pk=link.object_id)


def people_of(wedding):
    with operator():
        return {p.role: p for p in Person.objects.filter(client=wedding.client_id)}


def marks_of(wedding):
    with operator():
        return dict(Milestone.objects.filter(wedding=wedding).values_list("name", "day"))


def days_of(wedding):
    """Kind → day and local hour."""
    with operator():
        days = WeddingDay.objects.filter(wedding=wedding)
        return {kind: (day, at) for kind, day, at in days.values_list("kind", "day", "starts_at")}


def moves(vendor):
    with operator():
        return list(ProposedMove.objects.filter(vendor=vendor))


def rows(run, **wanted):
    with operator():
        return list(SyncRow.objects.filter(sync=run, **wanted).order_by("pk"))


def record_of(vendor, external_id):
    with operator():
        return Record.objects.get(vendor=vendor, external_id=external_id)


def everything_of(vendor):
    """Couples, links, milestones, moves: what a second run must not change."""
    with operator():
        more = [
            list(kind.objects.filter(vendor=vendor).order_by("pk").values())
            for kind in (Milestone, ProposedMove, WeddingDay)
        ]
    return state_of(vendor) + more


def job(studio, **fields):
    """One job with a couple, Lena and Marc; their contacts' ids are under their names."""
    made = added(studio, "job", {"stage": "booked", "closed": False, **WEDDING, **fields})
    for name in ("Lena", "Marc"):
        email = f"{name.lower()}@example.com"
        person = {"kind": "person", "firstName": name, "email": email}
        made[name] = added(studio, "address-book", person)["id"]
        attends = {"jobId": made["id"], "contactId": made[name], "client": True}
        added(studio, "job-contact", attends)
    return made


def added(studio, kind, fields):
    """What the API answers to a POST."""
    return requests.post(f"{studio.vsco_url}{kind}", json=fields, headers=KEY, timeout=5).json()


def some_job_of(vendor):
    """The external id of a job that is linked."""
    with operator():
        return Link.objects.filter(vendor=vendor, source="vsco").order_by("pk")[7].external_id
