"""Let the weights of a step that never ends follow its results, once a day."""

import datetime as dt

from campaigns.experiment.bandit import BUSY, settled, shares
from campaigns.experiment.goals import Goal
from campaigns.experiment.looks import DAY
from campaigns.experiment.posterior import Prior, posterior, race
from campaigns.experiments.results import Results
from campaigns.models import Assignment, Experiment
from wedsync.vendors.models import Feature
from wedsync.vendors.switches import reason_off

QUARTER = dt.timedelta(days=90)


def follows(experiment: Experiment) -> bool:
    """Until the best has everything."""
    return experiment.bandit and len(experiment.tuned) != 1


def retune(experiment: Experiment, found: Results, prior: Prior, now: dt.datetime) -> None:
    """Set the shares for the weddings to come; whoever has a wording keeps it. Does not save."""
    last = experiment.tuned_at
    if (last and now < last + DAY) or len(found.variants) < 2:  # noqa: PLR2004 -- a choice
        return
    if reason_off(experiment.vendor_id, Feature.BANDIT, now) or not _busy(experiment, now):
        return
    tallies = found.tallies(Goal(experiment.goal))
    rates = race([posterior(tally, prior) for tally in tallies.values()])
    standings = dict(zip(tallies, rates, strict=True))
    best = settled(standings)
    experiment.tuned = {best: 100} if best else shares(standings)
    experiment.tuned_at = now


def _busy(experiment: Experiment, now: dt.datetime) -> bool:
    lately = Assignment.objects.filter(experiment=experiment, at__gt=now - QUARTER)
    return lately[:BUSY].count() == BUSY
