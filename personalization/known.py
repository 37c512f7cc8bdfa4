"""A group of values without those that say nothing."""

from collections.abc import Mapping
from typing import Any


def known(group: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is unknown or empty; 0 is something."""
    return {name: value for name, value in group.items() if value or value == 0}
