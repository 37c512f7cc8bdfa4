"""Many things decided by one word: each by itself, and what is refused stops none of the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from wedsync.lib.refusal import Refusal

Thing = TypeVar("Thing")
MOST = 100  # of one word


@dataclass(frozen=True)
class Decided(Generic[Thing]):
    """`refusal` is None where it was done."""

    thing: Thing
    refusal: Refusal | None = None


def one_by_one(
    things: Iterable[Thing], verb: Callable[[Thing], object]
) -> tuple[Decided[Thing], ...]:
    """In their order. A refusal takes back what was written for that one alone."""
    return tuple(Decided(thing, _refused(thing, verb)) for thing in things)


def _refused(thing: Thing, verb: Callable[[Thing], object]) -> Refusal | None:
    try:
        with transaction.atomic():
            verb(thing)
    except Refusal as refusal:
        return refusal
    return None
