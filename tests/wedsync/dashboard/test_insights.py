"""Insights: figures of a period, and every table as CSV."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils.timezone import now

from tests.factories import CampaignFactory, PersonFactory
from tests.wedsync.analytics.test_rollup import did, sent
from wedsync.analytics.rollup import rollup
from wedsync.dashboard.insight_tables import TABLES
from wedsync.vendors.tenancy import operator, tenant


@pytest.fixture
def lately(vendor):
    """A message of yesterday that a person followed."""
    at = now() - dt.timedelta(days=1)
    message = sent(PersonFactory(client__vendor=vendor), at)
    did(message, at=at + dt.timedelta(minutes=1))
    with tenant(vendor.pk):
        rollup(vendor, now())
    return message


def page(browser, **asked):
    return " ".join(browser.get(reverse("insights"), asked).content.decode().split())


def table(browser, key):
    response = browser.get(reverse("insights-export", args=[key]))
    assert response.headers["Content-Disposition"].endswith('.csv"')
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_an_empty_period_says_what_will_stand_here(owner):
    assert "Nothing left in these 90 days" in page(owner)


@pytest.mark.usefixtures("lately")
def test_a_share_of_few_is_told_in_numbers(owner):
    html = page(owner)

    assert "1 of 1" in html
    assert "100.0 %" not in html


@pytest.mark.usefixtures("lately")
def test_a_period_is_an_address(owner):
    assert 'aria-current="true" >30 days' in page(owner, days="30")
    assert 'aria-current="true" >90 days' in page(owner, days="a lot")


@pytest.mark.parametrize("key", sorted(TABLES))
@pytest.mark.usefixtures("lately")
def test_every_table_can_be_taken_away(owner, key):
    columns, *rows = table(owner, key)

    assert all(len(row) == len(columns) for row in rows)


@pytest.mark.usefixtures("lately")
def test_the_figures_of_the_file_are_those_of_the_page(owner):
    assert table(owner, "channels")[1][:7] == [
        "E-mail",
        "1",
        "0 of 1",
        "1",
        "0",
        "1 of 1",
        "0 of 1",
    ]


def test_no_cell_is_a_formula(owner, vendor, lately):
    with operator():
        template = lately.variant.version.template
        template.name = "=cmd|' /C calc'!A0"
        template.save()

    assert table(owner, "variants")[1][0] == "'=cmd|' /C calc'!A0"


@pytest.mark.usefixtures("lately")
def test_a_table_is_exported_in_the_language_of_the_page(owner):
    owner.post(reverse("settings-language"), {"language": "es"})

    columns, row, *_ = table(owner, "channels")

    assert columns[:3] == ["Canal", "Enviado", "Entregados"]
    assert row[0] == "Correo"
    assert "1 de 1" in row


def test_no_such_table_is_not_found(owner):
    assert owner.get(reverse("insights-export", args=["secrets"])).status_code == 404


def test_it_costs_the_same_whatever_it_shows(owner, vendor, lately, count_queries):
    one = count_queries(owner, reverse("insights"))
    for _ in range(3):
        CampaignFactory(vendor=vendor)
        message = sent(PersonFactory(client__vendor=vendor), now() - dt.timedelta(days=2))
        did(message, at=now() - dt.timedelta(days=1))
    with tenant(vendor.pk):
        rollup(vendor, now())

    assert count_queries(owner, reverse("insights")) == one
