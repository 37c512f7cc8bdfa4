"""How well a message fits who gets it, from 0.0 to 1.0, as a sum of named parts. Pure.

Each part is a whole number of thousandths, or None where nobody knows. The total is

    floor(sum(weight * value) / sum(weight)), over the known parts only,

so that an unknown part is neither good nor bad: its weight is shared among the others in
proportion. Each part's points are the difference it makes to the running floor, in the order of
`WEIGHTS`; they sum to the total exactly. A part that rises never lowers the total. Where no part
is known there is no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

WHOLE = 1000  # thousandths

# Weights sum to 1000, so that with everything known a weight is a part's most points.
WEIGHTS = {
    "coverage": 250,  # of the fields it reads, how many have a value
    "stage": 150,  # whether its purpose suits where the wedding stands
    "rules": 150,  # of what the wording rules ask for, how much it takes up
    "channel": 150,  # whether it comes where they answer
    "timing": 100,  # whether it comes at a decent hour
    "recency": 150,  # whether they have heard too much, or been silent for long
    "evidence": 50,  # how this wording did against the others
}


@dataclass(frozen=True, slots=True)
class Part:
    """`value` and `points` in thousandths; an unknown one has None and 0."""

    name: str
    value: int | None
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """`total` in thousandths: the sum of the points; None where no part is known."""

    total: int | None
    parts: tuple[Part, ...]

    @property
    def value(self) -> float | None:
        """0.0 to 1.0."""
        return None if self.total is None else self.total / WHOLE


def score(values: Mapping[str, int | None]) -> Score:
    """`values` by the names of `WEIGHTS`, 0 to 1000; one that is left out is unknown.

    Raises ValueError for a part that isn't one, or a value out of bounds.
    """
    _check(values)
    known = sum(weight for name, weight in WEIGHTS.items() if values.get(name) is not None)
    parts: list[Part] = []
    weighted = told = 0
    for name, weight in WEIGHTS.items():
        value = values.get(name)
        if value is None:
            parts.append(Part(name, None, 0))
            continue
        weighted += weight * value
        parts.append(Part(name, value, weighted // known - told))
        told = weighted // known
    return Score(told if known else None, tuple(parts))


def _check(values: Mapping[str, int | None]) -> None:
    if unknown := values.keys() - WEIGHTS.keys():
        raise ValueError(f"no such part: {sorted(unknown)}")
    if any(value is not None and not 0 <= value <= WHOLE for value in values.values()):
        raise ValueError("a part is from 0 to 1000")
