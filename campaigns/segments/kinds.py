"""The kinds of fields: which operators each knows, and what may be chosen. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

KNOWN = ("known", "unknown")


@dataclass(frozen=True)
class Kind:
    """`choices` are values with their labels; empty where anything may be said."""

    operators: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()


def choice(choices: Sequence[tuple[str, str]], *, always: bool = False) -> Kind:
    """`always`: there is no unknown one."""
    return Kind(("is", "is_not", *(() if always else KNOWN)), tuple(choices))


def several(choices: Sequence[tuple[str, str]]) -> Kind:
    """Of which one may have many, or none."""
    return Kind(TAGS.operators, tuple(choices))


def consent(topics: Sequence[tuple[str, str]]) -> Kind:
    return Kind(("said", "said_not"), tuple(topics))


def past(channels: Sequence[tuple[str, str]]) -> Kind:
    return Kind(("got", "got_not", "acted", "acted_not"), tuple(channels))


WORD = Kind(("equals", "differs", "contains", "lacks", "begins", *KNOWN))
NUMBER = Kind(("over", "under", "between", "exactly", *KNOWN))
DAY = Kind(("ahead", "ago", "from", "until", "during", *KNOWN))
LATELY = Kind(("within", "not_within"))
FLAG = Kind(("yes", "no"))
MAYBE = Kind(("yes", "no", *KNOWN))
TAGS = Kind(("has", "has_not"))
