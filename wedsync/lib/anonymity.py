"""What several have in common, told only where nobody can be told apart by it. Pure.

k-anonymity (Sweeney, 2002): a value that fewer than K sources share isn't there at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

K = 5  # sources


def shared(pairs_of: Iterable[Mapping[Key, Value]]) -> dict[Key, list[Value]]:
    """One mapping a source; keys in the order in which they were first met."""
    found: dict[Key, list[Value]] = defaultdict(list)
    for pairs in pairs_of:
        for key, value in pairs.items():
            found[key].append(value)
    return {key: values for key, values in found.items() if len(values) >= K}
