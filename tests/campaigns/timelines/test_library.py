"""The library's timeline is seen on a ruler before any vendor has it."""

import datetime as dt

import pytest
from django.test import Client

from campaigns.timelines.library import marks
from personalization.install_library import install_library
from personalization.models import Template
from tests.factories import UserFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

SATURDAY = dt.date(2027, 6, 19)
PAGE = "/admin/campaigns/timeline/library/"
INSTALL = "/admin/personalization/template/install/"


@pytest.fixture
def library():
    install_library()


@pytest.fixture
def office():
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def test_a_couple_hears_it_from_the_inquiry_to_after_the_wedding(library):
    found = marks("photographer", SATURDAY)

    days = [mark.days for mark in found if mark.days is not None]
    assert days == sorted(days)
    assert days[0] < 0 < days[-1]
    assert len(found) == len({mark.template.key for mark in found})


def test_what_is_retired_is_not_on_it(library):
    first = marks("photographer", SATURDAY)[0].template
    with operator():
        Template.objects.filter(pk=first.pk).update(archived_at="2027-01-01T00:00Z")

    left = marks("photographer", SATURDAY)

    assert first.pk not in {mark.template.pk for mark in left}


def test_operators_see_each_trades(library, office):
    for kind in ("photographer", "venue"):
        page = office.post(PAGE, {"kind": kind}).content.decode()
        assert marks(kind, SATURDAY)[0].template.name.split()[0] in page


def test_an_empty_library_says_so(office):
    assert "nothing for this trade yet" in office.get(PAGE).content.decode()


def test_the_library_is_installed_from_the_admin_and_by_no_link(office):
    office.get(INSTALL)
    before = Template.objects.filter(vendor=None).count()
    office.post(INSTALL)
    again = office.post(INSTALL).content.decode()

    assert before == 0
    assert Template.objects.filter(vendor=None).exists()
    assert "It says all that the files say." in again
