"""Hand down what an experiment knows about the wordings it tries, for the score of each."""

import datetime as dt
from uuid import UUID

from campaigns.experiment.evidence import evidence
from campaigns.experiment.goals import Goal
from campaigns.experiment.posterior import Prior
from campaigns.experiments.results import Results
from campaigns.models import Campaign, Experiment
from personalization.evidence import note_evidence
from personalization.models import Variant


def tell_evidence(experiment: Experiment, found: Results, prior: Prior, now: dt.datetime) -> None:
    """Of a campaign's wordings; a step's, whose template may change, have none of their own."""
    kind, _, name = experiment.subject.partition(":")
    told = evidence(found.tallies(Goal(experiment.goal)), prior)
    if kind != "campaign" or not told:
        return
    campaigns = Campaign.objects.filter(vendor=experiment.vendor_id, pk=UUID(name))
    tried = Variant.objects.filter(version__campaigns__in=campaigns, key__in=told)
    by_variant = dict(tried.values_list("pk", "key"))
    values = {pk: told[key] for pk, key in by_variant.items()}
    note_evidence(experiment.vendor_id, values, now)
