"""How badly webhooks travel: doubled, shuffled, late, forged, or not at all."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wedsync.sandbox.wire import Unfit

MODES: dict[str, dict[str, Any]] = {
    "normal": {},
    "doubled": {"copies": 2},
    "shuffled": {"shuffle": 1.0},
    "off": {"off": True},
}
LIMITS = {"copies": 20, "shuffle": 3600, "late": 7 * 86400, "forged": 1}


@dataclass(frozen=True)
class Weather:
    """`shuffle` and `late` are seconds of the sandbox's clock, `forged` is a share from 0 to 1."""

    off: bool = False
    copies: int = 1  # each webhook this often, under the same id
    shuffle: float = 0.0  # each up to so much later, at random
    late: float = 0.0  # all so much later
    forged: float = 0.0  # so many beside the true ones, with a wrong signature
    seed: int = 0


def parse(data: Mapping[str, Any]) -> Weather:
    """`mode` names one of MODES or several, further numbers refine it; what is not said is normal.

    Raises Unfit with a sentence.
    """
    wanted = dict(data)
    modes = wanted.pop("mode", "normal")
    values: dict[str, Any] = {}
    for mode in modes if isinstance(modes, list) else [modes]:
        if not isinstance(mode, str) or mode not in MODES:
            raise Unfit(f"mode is one of {', '.join(MODES)}, or a list of them.")
        values |= MODES[mode]
    return Weather(**(values | _checked(wanted)))


def _checked(wanted: Mapping[str, Any]) -> dict[str, Any]:
    known = {field.name: field.type for field in dataclasses.fields(Weather)}
    if unknown := sorted(map(str, wanted.keys() - known.keys())):
        raise Unfit(f"Webhooks have no {', '.join(unknown)}: mode, {', '.join(known)}, flush.")
    for name, value in wanted.items():
        if name == "off" and not isinstance(value, bool):
            raise Unfit("off is true or false.")
        if name != "off" and not _is_number(value, LIMITS.get(name, 2**31)):
            raise Unfit(f"{name} is a number from 0 to {LIMITS.get(name, 2**31)}.")
        if name in {"copies", "seed"} and not isinstance(value, int):
            raise Unfit(f"{name} is a whole number.")
    return dict(wanted)


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most
