"""Who gets which wording is settled once, whatever happens to the weights."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.experiment.holdout import HELD_OUT
from campaigns.experiments.assign_variants import assign
from campaigns.experiments.open_experiment import open_experiment
from campaigns.models import Assignment, Experiment
from messaging.policy.facts import Purpose
from tests.factories import CampaignFactory, VendorFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db

EVEN = {"A": 1, "B": 1}
STEP = "timeline:7:remind"
UNITS = [UUID(int=n) for n in range(1, 201)]


def test_everybody_gets_a_wording(as_vendor):
    got = assign(as_vendor, STEP, UNITS, EVEN)

    assert set(got) == set(UNITS)
    assert set(got.values()) == {"A", "B"}


def test_nobody_is_nobody(as_vendor):
    assert assign(as_vendor, STEP, [], EVEN) == {}
    assert not Experiment.objects.exists()


def test_both_partners_of_a_wedding_share_theirs(as_vendor):
    one, other = assign(as_vendor, STEP, UNITS, EVEN), assign(as_vendor, STEP, UNITS * 2, EVEN)

    assert one == other
    assert Assignment.objects.count() == len(UNITS)


class TestWeightsThatChange(TestCase):
    @given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.integers(1, 9), min_size=1)))
    def test_nobody_is_assigned_anew(self, changes):
        vendor = VendorFactory()
        with tenant(vendor.pk):
            first = assign(vendor.pk, STEP, UNITS, EVEN)

            later = [assign(vendor.pk, STEP, UNITS, weights, held=30) for weights in changes]

        assert all(each == first for each in later)


def test_new_weights_are_for_new_weddings(as_vendor):
    assign(as_vendor, STEP, UNITS[:100], EVEN)

    got = assign(as_vendor, STEP, UNITS, {"C": 1})

    assert {got[unit] for unit in UNITS[100:]} == {"C"}


def test_each_remembers_what_it_was_drawn_with(as_vendor):
    assign(as_vendor, STEP, UNITS[:1], EVEN)
    assign(as_vendor, STEP, UNITS[1:2], {"A": 3, "B": 1})
    assign(as_vendor, STEP, UNITS[2:3], EVEN)

    draws = Experiment.objects.get().draws
    drawn = list(Assignment.objects.order_by("unit").values_list("draw", flat=True))

    assert draws == [{"A": 1, "B": 1, HELD_OUT: 0}, {"A": 3, "B": 1, HELD_OUT: 0}]
    assert drawn == [0, 1, 0]


def test_some_are_held_out_and_stay_so(as_vendor):
    got = assign(as_vendor, STEP, UNITS, EVEN, held=20)
    again = assign(as_vendor, STEP, UNITS, EVEN)

    assert 20 < list(got.values()).count(HELD_OUT) < 60
    assert again == got


@pytest.mark.parametrize("purpose", [Purpose.CONTRACTUAL, Purpose.EMERGENCY])
def test_nobody_misses_a_deadline_for_a_statistic(as_vendor, purpose):
    open_experiment(as_vendor, STEP, purpose=purpose)

    assert HELD_OUT not in assign(as_vendor, STEP, UNITS, EVEN, held=50).values()


def test_a_campaign_says_what_it_is_for():
    campaign = CampaignFactory(purpose="contractual")
    with tenant(campaign.vendor_id):
        assign(campaign.vendor_id, f"campaign:{campaign.pk}", UNITS, EVEN, held=50)

        assert Experiment.objects.get().purpose == "contractual"
        assert not Assignment.objects.filter(variant_key=HELD_OUT).exists()


def test_what_results_say_goes_before_what_was_given(as_vendor):
    experiment = open_experiment(as_vendor, STEP)
    Experiment.objects.filter(pk=experiment.pk).update(tuned={"B": 1})

    assert set(assign(as_vendor, STEP, UNITS, EVEN).values()) == {"B"}


def test_what_is_offered_no_more_wins_nothing(as_vendor):
    experiment = open_experiment(as_vendor, STEP)
    Experiment.objects.filter(pk=experiment.pk).update(tuned={"B": 1})

    assert set(assign(as_vendor, STEP, UNITS, {"A": 1, "C": 1}).values()) == {"A", "C"}


def test_weights_that_make_no_sense_leave_nothing_behind(as_vendor):
    with pytest.raises(ValueError, match="weights"):
        assign(as_vendor, STEP, UNITS, {"A": 0})

    assert not Assignment.objects.exists()


def test_many_cost_as_many_queries_as_one(as_vendor):
    assign(as_vendor, STEP, UNITS[:1], EVEN)

    def queries(units):
        with CaptureQueriesContext(connection) as captured:
            assign(as_vendor, STEP, units, EVEN)
        return len(captured)

    assert queries([uuid4()]) == queries([uuid4() for _ in range(50)]) == 3


def test_an_experiment_stays_as_it_was_opened(as_vendor):
    first = open_experiment(as_vendor, STEP, horizon_days=20)
    again = open_experiment(as_vendor, STEP, horizon_days=50)

    assert (again.pk, again.horizon_days) == (first.pk, 20)
