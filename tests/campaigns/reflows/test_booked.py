"""Who was an inquiry and is booked now has a day of booking."""

import datetime as dt
from dataclasses import replace

import pytest

from campaigns.reflows import reflow as verbs
from campaigns.reflows.facts import facts_of
from campaigns.reflows.preview import preview
from tests.campaigns.inside import NOW, entered, plan_of, published, step
from tests.campaigns.moves import undo
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Milestone

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def asking(vendor):
    wedding = WeddingFactory(client__vendor=vendor, life="inquiry", timezone="Asia/Tokyo")
    PersonFactory(client=wedding.client)
    return wedding


def turn(wedding, life, now=NOW):
    with tenant(wedding.vendor_id):
        after = replace(facts_of(wedding), life=life)
        made = verbs.propose(wedding, after, source="test", actor="user:1")
        verbs.apply(made, now, "user:1")
    return made


def marks(wedding):
    with tenant(wedding.vendor_id):
        rows = Milestone.objects.filter(wedding=wedding).order_by("name")
        return list(rows.values_list("name", "day", "at"))


def test_a_booking_is_noted_with_its_instant(asking):
    turn(asking, "booked")
    assert marks(asking) == [("booked", dt.date(2027, 1, 10), NOW)]


def test_what_was_noted_before_stays(asking):
    with tenant(asking.vendor_id):
        day = dt.date(2026, 12, 1)
        Milestone.objects.create(vendor=asking.vendor, wedding=asking, name="booked", day=day)
    turn(asking, "booked")
    assert marks(asking) == [("booked", dt.date(2026, 12, 1), None)]


def test_what_hangs_on_the_booking_is_planned_and_shown_before(asking):
    timeline = published(asking.vendor, step("welcome", when={"anchor": "booked", "hours": 2}))
    inside = entered(timeline, asking)[0]
    with tenant(asking.vendor_id):
        found = preview(asking, replace(facts_of(asking), life="booked"), NOW)
    assert [line.change.after.due for line in found.lines] == [NOW + 2 * HOUR]
    turn(asking, "booked")
    assert [line.due for line in plan_of(inside).values()] == [NOW + 2 * HOUR]


def test_undoing_it_takes_the_day_back(asking):
    undo(turn(asking, "booked"))
    assert marks(asking) == []
    turn(asking, "booked", NOW + HOUR)
    assert marks(asking) == [("booked", dt.date(2027, 1, 10), NOW + HOUR)]


def test_an_inquiry_again_has_none_and_undoing_that_gives_it_back(asking):
    turn(asking, "booked")
    again = turn(asking, "inquiry", NOW + HOUR)
    assert marks(asking) == []
    undo(again, NOW + HOUR)
    assert marks(asking) == [("booked", dt.date(2027, 1, 10), NOW)]


def test_no_other_turn_of_life_is_a_booking(asking):
    turn(asking, "postponed")
    turn(asking, "booked", NOW + HOUR)
    assert marks(asking) == []
