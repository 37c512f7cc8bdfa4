"""Assign weddings to the wordings of an experiment: set-based, and once for all."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection

from campaigns.experiment.assignment import assign as pick
from campaigns.experiment.holdout import HELD_OUT, held_out
from campaigns.experiments.open_experiment import open_experiment
from campaigns.models import Assignment, Experiment
from messaging.policy.facts import OPTIONAL
from wedsync.lib.ids import array

KEEP = """
INSERT INTO campaigns_assignment (id, vendor_id, experiment_id, draw, unit, variant_key)
SELECT uuidv7(), %s, %s, %s, chosen.unit, chosen.key
FROM unnest(%s::uuid[], %s::text[]) AS chosen(unit, key)
ON CONFLICT (experiment_id, unit) DO NOTHING
"""


def assign(
    vendor_id: UUID,
    experiment_key: str,
    units: Sequence[UUID],
    weights: Mapping[str, int],
    *,
    held: int = 0,
) -> dict[UUID, str]:
    """The variant key of each unit (the wedding; without one, the person), as it now stands.

    Whoever has a key keeps it, so it need not be among `weights` any more. `held` is the percent
    of the others that get HELD_OUT instead, of optional messages: theirs are trapped. An experiment
    nobody opened (`open_experiment`) is opened with the usual goal. Raises ValueError for weights
    or a percent that make no sense.
    """
    if not units:
        return {}
    experiment = open_experiment(vendor_id, experiment_key)
    drawn = in_force(experiment, weights)
    held = held if experiment.purpose in OPTIONAL else 0
    chosen = {unit: _choose(experiment_key, str(unit), drawn, held) for unit in units}
    _keep(experiment, _position(experiment, {**drawn, HELD_OUT: held}), chosen)
    return _standing(experiment, chosen)


def foresee(
    vendor_id: UUID,
    experiment_key: str,
    units: Sequence[UUID],
    weights: Mapping[str, int],
    *,
    held: int = 0,
) -> dict[UUID, str]:
    """What `assign` would say now; nothing is written. `held` of an optional message."""
    found = Experiment.objects.filter(vendor=vendor_id, subject=experiment_key).first()
    drawn = in_force(found, weights) if found else weights
    chosen = {unit: _choose(experiment_key, str(unit), drawn, held) for unit in units}
    return {**chosen, **(_standing(found, units) if found else {})}


def in_force(experiment: Experiment, weights: Mapping[str, int]) -> Mapping[str, int]:
    """Results go before what was given, as far as what was given still offers them."""
    tuned = {key: weight for key, weight in experiment.tuned.items() if weights.get(key)}
    return tuned if any(tuned.values()) else weights


def _choose(experiment: str, unit: str, weights: Mapping[str, int], held: int) -> str:
    return HELD_OUT if held_out(experiment, unit, held) else pick(experiment, unit, weights)


def _position(experiment: Experiment, draw: dict[str, int]) -> int:
    """Where these weights stand among the experiment's draws; new ones are added."""
    if draw not in experiment.draws:
        locked = Experiment.objects.select_for_update().get(pk=experiment.pk)
        experiment.draws = locked.draws
        if draw not in experiment.draws:
            experiment.draws = [*experiment.draws, draw]
            experiment.save(update_fields=["draws"])
    return experiment.draws.index(draw)


def _keep(experiment: Experiment, position: int, chosen: Mapping[UUID, str]) -> None:
    whose = experiment.vendor_id, experiment.pk, position
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*whose, array(chosen), list(chosen.values())])


def _standing(experiment: Experiment, units: Iterable[UUID]) -> dict[UUID, str]:
    kept = Assignment.objects.filter(experiment=experiment, unit__among=units)
    return dict(kept.values_list("unit", "variant_key"))
