"""What is believed about an experiment before it says anything itself."""

from campaigns.experiment.goals import Goal
from campaigns.experiment.posterior import Prior, Tally
from campaigns.experiment.prior import prior_of
from campaigns.experiments.results import Results
from campaigns.models import Experiment

LATEST = 20  # experiments


def prior_for(experiment: Experiment, found: Results) -> Prior:
    """From this vendor's latest experiments of the same purpose and goal, and from itself."""
    return prior_of(together(found, Goal(experiment.goal)), siblings(experiment))


def siblings(experiment: Experiment) -> list[Tally]:
    """Each of them as one rate, as it was found when it ended."""
    ended = Experiment.objects.filter(
        vendor=experiment.vendor_id,
        purpose=experiment.purpose,
        goal=experiment.goal,
        ended_at__isnull=False,
    )
    kept = ended.exclude(pk=experiment.pk).order_by("-ended_at").values_list("findings", flat=True)
    return [Tally(findings["did"], findings["of"]) for findings in kept[:LATEST]]


def together(found: Results, goal: Goal) -> Tally:
    tallies = found.tallies(goal).values()
    return Tally(sum(tally.did for tally in tallies), sum(tally.of for tally in tallies))
