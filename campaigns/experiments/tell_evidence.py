"""Hand down what an experiment knows about the wordings it tries, for the score of each."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from campaigns.experiment.evidence import Tried, evidence, said_one_thing
from campaigns.experiment.goals import Goal
from campaigns.experiment.posterior import Prior
from campaigns.experiments.open_experiment import CAMPAIGN
from campaigns.experiments.results import Results
from campaigns.models import Campaign, Experiment, StepMessage
from personalization.evidence import note_evidence
from personalization.models import Variant

Row = tuple[UUID, str, str, str, str]  # id, key, channel, language, digest


def tell_evidence(experiment: Experiment, found: Results, prior: Prior, now: dt.datetime) -> None:
    """Of the very wordings that were tried.

    A step says what its template says by then: once the words of a key change, what is known of
    it is about two wordings, and nothing more is told of either.
    """
    told = evidence(found.tallies(Goal(experiment.goal)), prior)
    if not told:
        return
    tried = {pk: Tried(*about) for pk, *about in _tried(experiment, set(told))}
    if said_one_thing(tried.values()):
        values = {pk: told[one.key] for pk, one in tried.items()}
        note_evidence(experiment.vendor_id, values, now)


def _tried(experiment: Experiment, keys: set[str]) -> QuerySet[Variant, Row]:
    kind, _, name = experiment.subject.partition(":")
    of = _of_a_campaign(experiment, name) if kind == CAMPAIGN else _of_a_step(experiment, name)
    return of.filter(key__in=keys).values_list(
        "pk", "key", "channel", "language", KT("compiled__digest")
    )


def _of_a_campaign(experiment: Experiment, name: str) -> QuerySet[Variant]:
    campaigns = Campaign.objects.filter(vendor=experiment.vendor_id, pk=UUID(name))
    return Variant.objects.filter(version__campaigns__in=campaigns)


def _of_a_step(experiment: Experiment, name: str) -> QuerySet[Variant]:
    """Whatever was said by it, to anybody."""
    timeline, _, key = name.partition(":")
    said = StepMessage.objects.filter(
        vendor=experiment.vendor_id, step__enrollment__timeline=UUID(timeline), step__step_key=key
    )
    return Variant.objects.filter(pk__in=said.values("message__variant"))
