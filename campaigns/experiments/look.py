"""Look at running experiments when it is time, and keep what was found as it was found."""

import datetime as dt
from uuid import UUID

from django.utils.timezone import now as current_time

from campaigns.experiment.decision import Evidence, Finding, Word, decide
from campaigns.experiment.goals import DID, Goal
from campaigns.experiment.looks import DAY, MOST, next_look
from campaigns.experiment.posterior import Prior
from campaigns.experiment.ratio import expected, withheld
from campaigns.experiments.believe import prior_for
from campaigns.experiments.findings import figures
from campaigns.experiments.results import Results, results
from campaigns.experiments.retune import follows, retune
from campaigns.experiments.tell_evidence import tell_evidence
from campaigns.models import Experiment
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator, tenant

A_TURN = 500  # experiments
ACTOR = "system:experiments"


def look_all() -> None:
    """Ask which are due (ids only, across vendors), and turn to each as its vendor."""
    now = current_time()
    with operator():
        due = Experiment.objects.filter(due_at__lte=now).order_by("due_at")
        ids = list(due.values_list("vendor_id", "id")[:A_TURN])
    for vendor_id, experiment_id in ids:
        with tenant(vendor_id):
            turn_to(experiment_id, now)


def turn_to(experiment_id: UUID, now: dt.datetime) -> None:
    """Look if that is due, let weights follow, note when to come back. Twice is once."""
    experiment = Experiment.objects.select_for_update().get(pk=experiment_id)
    if experiment.due_at is None or experiment.due_at > now:
        return
    found = results(experiment)
    prior = prior_for(experiment, found)
    tell_evidence(experiment, found, prior, now)
    if (due := _next(experiment)) and due <= now:
        _look(experiment, found, prior, now)
    if follows(experiment) and experiment.ended_at is None:
        retune(experiment, found, prior, now)
    experiment.due_at = _return(experiment, now)
    experiment.save()


def _look(experiment: Experiment, found: Results, prior: Prior, now: dt.datetime) -> None:
    finding = judge(experiment, found, prior, now)
    experiment.word = finding.word.value
    experiment.findings = figures(finding, found, prior, Goal(experiment.goal))
    experiment.looks += 1
    experiment.looked_at = now
    over = experiment.looks == MOST and not follows(experiment)
    if over or finding.word != Word.UNKNOWN:
        _end(experiment, finding, now)


def judge(experiment: Experiment, found: Results, prior: Prior, now: dt.datetime) -> Finding:
    if broken := withheld(found.assigned, expected(experiment.draws, found.drawn)):
        return Finding(Word.UNKNOWN, broken)
    seen = Evidence(
        found.tallies(Goal(experiment.goal)),
        (now - experiment.started_at).days,
        experiment.findings.get("leader", ""),
    )
    return decide(seen, prior, DID[Goal(experiment.goal)])


def _end(experiment: Experiment, finding: Finding, now: dt.datetime) -> None:
    """From now on every new wedding gets the winner; without one, the weights stay."""
    experiment.ended_at = now
    if finding.word == Word.WINNER:
        experiment.tuned = {finding.leader: 100}
    told = {"word": finding.word.value, "leader": finding.leader}
    record(experiment.vendor_id, "experiment.ended", experiment, actor=ACTOR, data=told)


def _next(experiment: Experiment) -> dt.datetime | None:
    return next_look(
        experiment.started_at, experiment.looks, experiment.looked_at, experiment.horizon_days
    )


def _return(experiment: Experiment, now: dt.datetime) -> dt.datetime | None:
    if experiment.ended_at:
        return None
    due = [_next(experiment), now + DAY if follows(experiment) else None]
    return min((at for at in due if at), default=None)
