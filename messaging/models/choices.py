"""Enumerations as Django's choices."""

from messaging.policy.facts import Purpose
from messaging.states import State


def choices(names: type[State] | type[Purpose]) -> list[tuple[str, str]]:
    return [(name.value, name.value.replace("_", " ")) for name in names]
