"""A milestone that is written is a goal that is reached."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.experiment.goals import Goal
from campaigns.experiments import hear_milestones as hearing
from campaigns.experiments.open_experiment import open_experiment
from campaigns.experiments.results import results
from campaigns.models import GoalReached
from tests.campaigns.crowd import SENT, STEP, Crowd
from tests.factories import VendorFactory, WeddingFactory
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Milestone

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def noted(wedding, name="contract_signed", day=dt.date(2026, 3, 4), at=None):
    with operator():
        return Milestone.objects.create(
            vendor=wedding.vendor, wedding=wedding, name=name, day=day, at=at
        )


def heard(vendor, now=None):
    with tenant(vendor.pk):
        return hearing.hear(vendor.pk, now or current_time())


def goals():
    with operator():
        return list(GoalReached.objects.order_by("id").values_list("kind", "at"))


@pytest.fixture
def wedding(vendor):
    return WeddingFactory(client__vendor=vendor, timezone="Europe/Lisbon")


@pytest.mark.parametrize(
    ("name", "goal"),
    [("contract", "contract"), ("deposit_paid", "deposit"), ("questionnaire", "questionnaire"),
     ("review", "review"), ("booked", "booked"), ("balance_paid", "balance")],
)  # fmt: skip
def test_each_is_the_goal_it_stands_for(vendor, wedding, name, goal):
    noted(wedding, name)
    assert heard(vendor) == 1
    assert goals() == [(goal, NOON)]


def test_an_instant_counts_as_it_is(vendor, wedding):
    noted(wedding, at=NOON + dt.timedelta(hours=5))
    heard(vendor)
    assert goals() == [("contract", NOON + dt.timedelta(hours=5))]


def test_it_is_heard_once(vendor, wedding):
    noted(wedding)
    assert [heard(vendor), heard(vendor)] == [1, 0]


@pytest.mark.parametrize("name", ["balance_due", "gallery", "rehearsal"])
def test_a_day_that_is_no_goal_is_none(vendor, wedding, name):
    noted(wedding, name)
    assert heard(vendor) == 0


def test_what_lies_ahead_is_not_reached(vendor, wedding):
    noted(wedding, day=(current_time() + 40 * DAY).date())
    assert heard(vendor) == 0


def test_a_booking_that_is_taken_back_was_none(vendor, wedding):
    with tenant(vendor.pk):
        mark = {"name": "booked", "day": NOON.date(), "at": NOON}
        Milestone.objects.create(vendor=vendor, wedding=wedding, **mark)
    heard(vendor)
    assert goals() == [("booked", NOON)]
    with operator():
        Milestone.objects.all().delete()
    heard(vendor)
    assert goals() == []


def test_it_counts_for_the_wording_that_was_read_before(as_vendor):
    vendor = Vendor.objects.get(pk=as_vendor)
    crowd = Crowd(vendor)
    open_experiment(vendor.pk, STEP, goal=Goal.CONTRACT)
    [unit] = crowd.assigned(1, {"A": 1})
    [message] = crowd.told([unit]).values()
    Milestone.objects.create(
        vendor=vendor, wedding=message.wedding, name="contract_signed", day=SENT.date() + 2 * DAY
    )
    hearing.hear(vendor.pk, current_time())
    assert results(crowd.experiment).variants["A"].reached == 1


def test_every_vendor_is_heard(monkeypatch):
    monkeypatch.setattr(hearing, "VENDORS", 1)
    for vendor in VendorFactory.create_batch(2):
        noted(WeddingFactory(client__vendor=vendor))
    hearing.hear_all(current_time())
    assert len(goals()) == 2
