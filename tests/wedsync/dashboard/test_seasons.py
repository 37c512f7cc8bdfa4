"""The season to come, as a page."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils.timezone import now

from tests.campaigns.inside import entered, published, step
from tests.factories import AccountFactory, PersonFactory, WeddingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def couple(vendor):
    cache.clear()
    AccountFactory()
    day = now().date() + dt.timedelta(days=40)
    wedding = WeddingFactory(client__vendor=vendor, date=day)
    PersonFactory(client=wedding.client, given_name="Lena", family_name="Ortiz")
    week = {"anchor": "wedding_day", "weeks": -1, "at": "12:00"}
    entered(published(vendor, step("tips", when=week)), wedding, now=now())
    return wedding


def test_nothing_is_simulated_unasked(owner, vendor):
    page = owner.get("/season/")
    assert "season" not in page.context
    assert b"Simulate" in page.content


def test_a_day_opens_the_messages_behind_it(owner, vendor, couple):
    found = owner.get("/season/", {"days": "90"}).context["season"]
    (line,) = found.lines
    page = owner.get("/season/", {"days": "90", "day": line.at.date().isoformat()})
    assert "Lena Ortiz" in page.content.decode()
    assert page.context["lines"][0]["sent"]
    assert page.context["totals"] == [("email", 1, "")]


def test_another_vendors_season_is_another_one(owner, vendor, couple):
    stranger = WeddingFactory(date=couple.date)
    entered(published(stranger.vendor, step("theirs")), stranger, now=now())
    assert len(owner.get("/season/", {"days": "90"}).context["season"].lines) == 1


@pytest.mark.parametrize("asked", [{"days": "9999"}, {"days": "x"}, {"days": "90", "cap": "0"}])
def test_an_impossible_wish_is_answered_by_the_field(owner, vendor, asked):
    page = owner.get("/season/", asked)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert "season" not in page.context


def test_a_day_that_is_none_shows_the_calendar_alone(owner, vendor, couple):
    page = owner.get("/season/", {"days": "90", "day": "31 June"})
    assert page.context["day"] is None


def test_a_vendor_without_timelines_is_told_what_to_do(owner, vendor):
    cache.clear()
    assert b"timeline</a>" in owner.get("/season/", {"days": "30"}).content
