"""What an experiment knows reaches the score of every message that says the same wording."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils.timezone import now as current_time

from campaigns.experiment.posterior import Prior
from campaigns.experiments.results import Outcome, Results
from campaigns.experiments.tell_evidence import tell_evidence
from campaigns.models import Experiment, StepMessage
from messaging.compose import frozen_contexts
from messaging.gather import facts_for
from personalization.models import Evidence, Template
from tests.campaigns.inside import entered, published, rows, step
from tests.campaigns.stage import made, people
from tests.factories import (
    COMPILED,
    MessageFactory,
    PersonFactory,
    VariantFactory,
    VersionFactory,
    WeddingFactory,
)
from wedsync.lib.ids import uuid7
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


def test_of_nobody_nothing_is_told(campaign):
    nobody = Results({"A": Outcome(), "B": Outcome()}, Outcome(), {})

    assert told(campaign, nobody) == {}


@pytest.fixture
def stepped(vendor, db):
    """A timeline's step that said two wordings to a couple each; `say` has it say one more."""
    timeline = published(vendor, step("ask"))
    with operator():
        template = Template.objects.get(
            pk=timeline.versions.get().definition["steps"][0]["template"]
        )
        first = template.versions.get()
        template.vendor = first.vendor = vendor
        a = first.variants.get()
    b = VariantFactory(version=first, key="B", compiled=words("B"))
    stage = SimpleNamespace(timeline=timeline, template=template, vendor=vendor)
    stage.say = lambda variant: _say(timeline, variant, vendor)
    stage.say(a)
    stage.say(b)
    return stage


def words(digest):
    return {**COMPILED, "digest": digest}


def _say(timeline, variant, vendor):
    person = PersonFactory(client__vendor=vendor)
    wedding = WeddingFactory(client=person.client, date=dt.date(2027, 6, 19))
    (enrollment,) = entered(timeline, wedding)
    message = MessageFactory(person=person, wedding=wedding, variant=variant)
    told = {"person": person, "channel": "email", "message": message}
    with tenant(vendor.pk):
        StepMessage.objects.create(id=uuid7(), vendor=vendor, step=rows(enrollment)["ask"], **told)


def test_a_steps_wordings_are_told_of_too(stepped):
    subject = f"timeline:{stepped.timeline.pk}:ask"

    assert told_of(stepped, f"timeline:{stepped.timeline.pk}:other") == {}
    assert told_of(stepped, subject) == {"A": 0, "B": 1000}


def test_once_a_steps_words_change_what_was_known_stays_with_the_old_ones(stepped):
    newer = VersionFactory(template=stepped.template, number=2)
    stepped.say(VariantFactory(version=newer, key="A", compiled=words("another")))

    assert told_of(stepped, f"timeline:{stepped.timeline.pk}:ask") == {}


def test_the_same_words_in_a_newer_version_share_what_is_known(stepped):
    newer = VersionFactory(template=stepped.template, number=2)
    stepped.say(VariantFactory(version=newer, key="B", compiled=words("B")))
    told_of(stepped, f"timeline:{stepped.timeline.pk}:ask")

    with operator():
        assert Evidence.objects.filter(value=1000, variant__key="B").count() == 2


def told_of(stage, subject):
    ours = Experiment(vendor=stage.vendor, subject=subject)
    with tenant(stage.vendor.pk):
        tell_evidence(ours, seen(5, 40), PRIOR, NOW)
        return dict(Evidence.objects.values_list("variant__key", "value"))


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
