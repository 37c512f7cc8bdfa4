"""What an experiment knows reaches the score of every message that says the same wording."""

import pytest
from django.utils.timezone import now as current_time

from campaigns.experiment.posterior import Prior
from campaigns.experiments.results import Outcome, Results
from campaigns.experiments.tell_evidence import tell_evidence
from campaigns.models import Experiment
from messaging.compose import frozen_contexts
from messaging.gather import facts_for
from personalization.models import Evidence
from tests.campaigns.stage import made, people
from tests.factories import MessageFactory, PersonFactory, VariantFactory
from wedsync.vendors.tenancy import operator, tenant

NOW = current_time()
PRIOR = Prior(0.1, 20)


def seen(a, b):
    """Clicks of a hundred weddings each."""
    outcomes = {
        key: Outcome(assigned=100, went=100, delivered=100, clicked=clicks)
        for key, clicks in {"A": a, "B": b}.items()
    }
    return Results(outcomes, Outcome(), {0: 200})


@pytest.fixture
def campaign(vendor, db):
    people(vendor, 1)
    with tenant(vendor.pk):
        found = made("email", vendor=vendor)
    VariantFactory(version=found.version, key="B")
    return found


def told(campaign, results, subject=None):
    ours = Experiment(vendor=campaign.vendor, subject=subject or f"campaign:{campaign.pk}")
    with tenant(campaign.vendor_id):
        tell_evidence(ours, results, PRIOR, NOW)
        return dict(Evidence.objects.values_list("variant__key", "value"))


def test_each_wording_has_how_likely_it_is_the_best(campaign):
    found = told(campaign, seen(5, 40))

    assert found == {"A": 0, "B": 1000}


def test_the_next_look_replaces_the_last(campaign):
    told(campaign, seen(5, 40))

    assert told(campaign, seen(40, 5)) == {"A": 1000, "B": 0}


def test_of_a_step_and_of_nobody_nothing_is_told(campaign):
    nobody = Results({"A": Outcome(), "B": Outcome()}, Outcome(), {})

    assert told(campaign, seen(5, 40), f"timeline:{campaign.pk}:welcome") == {}
    assert told(campaign, nobody) == {}


def test_the_score_of_a_message_has_it(campaign):
    told(campaign, seen(40, 5))
    with operator():
        variant = campaign.version.variants.get(key="A")
    person = PersonFactory(client__vendor=campaign.vendor)
    message = MessageFactory(person=person, variant=variant)

    with tenant(campaign.vendor_id):
        facts = facts_for([message], message.vendor, NOW)
        kept = frozen_contexts([message], facts, message.vendor, NOW)[message.pk]["made_by"]

    parts = {name: (value, points) for name, value, points in kept["parts"]}
    assert parts["evidence"][0] == 1000
    assert parts["evidence"][1] > 0
    assert sum(points for _, points in parts.values()) == kept["score"]
