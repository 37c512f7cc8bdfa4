"""Which wording of a step each wedding gets, and who gets none on purpose.

Where there is more than one, it is an experiment: who has got what is kept there once for all, when
the step leaves. The wedding is the unit, so both partners read the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from campaigns.experiments.assign_variants import assign, foresee
from campaigns.experiments.open_experiment import open_experiment
from campaigns.timelines.room import Due, Room, subject_of
from messaging.policy.facts import OPTIONAL
from wedsync.weddings.models import Person

Weights = tuple[tuple[str, int], ...]
Keys = Mapping[tuple[str, UUID], str]  # by the experiment's subject and the wedding
Answer = Callable[[Due, Mapping[str, int], Sequence[UUID]], Mapping[UUID, str]]


class Reading(NamedTuple):
    """Somebody who is to hear a step, and over which channel."""

    due: Due
    person: Person
    channel: str


def kept(vendor_id: UUID, readings: Iterable[Reading], room: Room) -> Keys:
    """In the transaction in which they leave; a few queries for each step that has a choice."""

    def keep(due: Due, weights: Mapping[str, int], units: Sequence[UUID]) -> Mapping[UUID, str]:
        subject, trial = subject_of(due), due.content.trial
        purpose = due.step.purpose
        open_experiment(vendor_id, subject, purpose=purpose, goal=trial.goal, bandit=trial.bandit)
        return assign(vendor_id, subject, units, weights, held=trial.held)

    return _keys(readings, room, keep)


def foreseen(vendor_id: UUID, readings: Iterable[Reading], room: Room) -> Keys:
    """What `kept` would say now; nothing is written."""

    def look(due: Due, weights: Mapping[str, int], units: Sequence[UUID]) -> Mapping[UUID, str]:
        held = due.content.trial.held if due.step.purpose in OPTIONAL else 0
        return foresee(vendor_id, subject_of(due), units, weights, held=held)

    return _keys(readings, room, look)


def _keys(readings: Iterable[Reading], room: Room, answer: Answer) -> Keys:
    """Always in the order of the subjects, so that two workers don't wait for each other."""
    keys: dict[tuple[str, UUID], str] = {}
    asked = _asked(readings, room)
    for subject, weights in sorted(asked):
        due, units = asked[subject, weights]
        found = answer(due, dict(weights), units)
        keys.update({(subject, unit): key for unit, key in found.items()})
    return keys


def _asked(
    readings: Iterable[Reading], room: Room
) -> Mapping[tuple[str, Weights], tuple[Due, list[UUID]]]:
    """Each wedding once for each step, by what the first of its people may read."""
    found: dict[tuple[str, Weights], tuple[Due, list[UUID]]] = {}
    seen: set[tuple[str, UUID]] = set()
    for due, person, channel in readings:
        weights, wedding = room.wordings(due, person, channel).weights, due.wedding
        one = subject_of(due), wedding
        if one not in seen and (len(weights) > 1 or due.content.trial.held):
            seen.add(one)
            key = one[0], tuple(sorted(weights.items()))
            found.setdefault(key, (due, []))[1].append(wedding)
    return found
