"""No page of the operators' admin shows anything of couples whose vendor isn't visited."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as current_time
from psycopg.sql import SQL, Identifier

from messaging.models import InboxEvent
from tests.factories import UserFactory
from tests.wedsync.forms import form_of
from tests.wedsync.season import season
from tests.wedsync.vendors.test_walls import COUPLES
from tests.wedsync.visits import visit
from wedsync.vendors.models import Event, SupportLook, SupportVisit, Vendor
from wedsync.vendors.tenancy import desk, operator
from wedsync.weddings.models import Client as Couple

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

MARK = "zyzzyva"
TEXTS = """
SELECT column_name FROM information_schema.columns WHERE table_name = %s
AND data_type IN ('text', 'character varying') AND column_name NOT IN
('channel', 'purpose', 'state', 'kind', 'timezone', 'language', 'provider', 'country', 'currency',
 'venue_country', 'budget_currency', 'platform', 'precision', 'life', 'role', 'fate', 'reason')
AND (character_maximum_length IS NULL OR character_maximum_length >= 8)
"""
PAGES = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def boss():
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def office(boss):
    client = Client()
    client.force_login(boss)
    ContentType.objects.get_for_models(*PAGES)
    return client


def marked(words):
    """A vendor's rows; of the couples' tables every text says the mark."""
    rows = season(words)
    vendor = rows[Vendor][0]
    with operator(), connection.cursor() as cursor:
        for table in sorted(COUPLES - {"messaging_move", "messaging_consent"}):
            cursor.execute(TEXTS, [table])
            for (column,) in cursor.fetchall():
                write(cursor, table, column, vendor)
        InboxEvent.objects.update(payload={"recipient": f"{MARK}@example.com"})
    return rows


def write(cursor, table, column, vendor):
    """Append-only tables hold no words, and who may not change them leaves them."""
    cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [table])
    if cursor.fetchone()[0]:
        names = Identifier(table), Identifier(column)
        cursor.execute(
            SQL("UPDATE {} SET {} = left(%s, 8) WHERE vendor_id = %s").format(*names),
            [MARK, vendor.pk],
        )


def pages_of(model, rows):
    """Its list, the list searched, a row's page and its history, and what a picker finds."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    yield reverse(f"{name}_changelist") + "?q=studio-b"
    for row in rows.get(model, ()):
        yield reverse(f"{name}_change", args=[row.pk])
        yield reverse(f"{name}_history", args=[row.pk])


def every_page(rows):
    return [page for model in PAGES for page in pages_of(model, rows)]


def content(client, page):
    return client.get(page, follow=True).content.decode()


def pickers():
    for model in PAGES:
        for field in getattr(admin.site._registry[model], "autocomplete_fields", ()):
            names = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
            yield {**names, "field_name": field, "term": MARK}


def test_without_a_visit_no_page_shows_anything_of_a_couple(office):
    rows = marked("studio-b")

    shown = [page for page in every_page(rows) if MARK in content(office, page)]

    assert shown == []


def test_without_a_visit_no_picker_finds_a_couple(office):
    marked("studio-a")

    for asked in pickers():
        assert office.get("/admin/autocomplete/", asked).json()["results"] == []


def test_a_visit_to_one_opens_nothing_of_another(office, boss):
    mine = season("studio-a")
    rows = marked("studio-b")
    visit(boss, mine[Vendor][0])

    shown = [page for page in every_page(rows) if MARK in content(office, page)]

    assert shown == []


def test_in_a_visit_the_couples_are_there(office, boss):
    rows = marked("studio-a")
    visit(boss, rows[Vendor][0])

    couple = rows[Couple][0]

    assert MARK in office.get("/admin/weddings/client/").content.decode()
    assert MARK in office.get(f"/admin/weddings/client/{couple.pk}/change/").content.decode()


def test_a_visit_is_over_when_its_time_is(office, boss):
    rows = marked("studio-a")
    begun = current_time() - dt.timedelta(hours=2)
    visit(boss, rows[Vendor][0], started_at=begun, ends_at=begun + dt.timedelta(hours=1))

    assert MARK not in office.get("/admin/weddings/client/").content.decode()


def test_a_visit_opens_nothing_to_a_colleague(office):
    rows = marked("studio-a")
    visit(UserFactory(is_staff=True), rows[Vendor][0])

    assert MARK not in office.get("/admin/weddings/client/").content.decode()


def test_the_database_itself_keeps_couples_from_the_desk(boss):
    season("studio-a")

    with desk(boss.pk), connection.cursor() as cursor:
        for table in sorted(COUPLES):
            cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table)))
            assert (table, cursor.fetchone()) == (table, (0,))


def test_what_is_looked_at_stands_once_in_the_vendors_history(office, boss):
    rows = season("studio-a")
    vendor, couple = rows[Vendor][0], rows[Couple][0]
    made = visit(boss, vendor)

    for _ in range(2):
        office.get("/admin/weddings/client/")
        office.get(f"/admin/weddings/client/{couple.pk}/change/")

    with operator():
        looks = SupportLook.objects.filter(visit=made).values_list("noun", "subject")
        told = Event.objects.filter(vendor=vendor, verb="support.looked").order_by("number")
        assert list(looks) == [("clients", ""), ("clients", str(couple.pk))]
        assert [one.data for one in told] == [
            {"at": "clients"},
            {"at": "clients", "which": str(couple.pk)},
        ]


def test_djangos_own_log_keeps_no_name(office, boss):
    rows = marked("studio-a")
    visit(boss, rows[Vendor][0])
    url = f"/admin/weddings/client/{rows[Couple][0].pk}/change/"
    office.post(url, form_of(office, url, source="by hand"), follow=True)

    with operator():
        SupportVisit.objects.update(ended_at=current_time())
    assert MARK not in office.get("/admin/").content.decode()
