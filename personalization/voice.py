"""Ask every wording rule, settle where two disagree, and keep what each said. Pure.

Each file in `rules/` has a `STRENGTH` of its own. Where two rules ask for different values of one
field the stronger counts; of one rule's own wishes the one that `VOICE` names first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypedDict

from personalization.adjust import Adjustment, Rule, RuleFacts
from personalization.fields import VOICE
from wedsync.lib.registry import modules_in


class Reason(TypedDict, total=False):
    """As it is stored with a message. `code` is rule.field.value; `beaten` by a stronger rule."""

    code: str
    reason: str
    beaten: bool


@dataclass(frozen=True, slots=True)
class Fired:
    """An adjustment, the rule that asked for it, and how much that rule counts."""

    rule: str
    strength: int
    adjustment: Adjustment

    @property
    def code(self) -> str:
        return f"{self.rule}.{self.adjustment.field}.{self.adjustment.value}"


@dataclass(frozen=True)
class Voice:
    """`values` is the group templates read; `reasons` are those in force, then the beaten ones.

    All whose facts are the same have the same: nobody changes it.
    """

    values: Mapping[str, str]
    reasons: tuple[Reason, ...]


@cache
def rules() -> Mapping[str, tuple[int, Rule]]:
    """Every file in `rules/` by its name: adding one is registering it."""
    return {
        module.__name__.rpartition(".")[2]: (module.STRENGTH, module.rule)
        for module in modules_in("personalization.rules")
    }


@lru_cache(maxsize=4096)  # a vendor's couples differ in few of these facts
def voice_of(facts: RuleFacts) -> Voice:
    fired = [
        Fired(name, strength, one)
        for name, (strength, rule) in rules().items()
        for one in rule(facts)
    ]
    return told(fired)


def told(fired: Iterable[Fired]) -> Voice:
    """The order in which they come doesn't matter, nor does hearing one twice."""
    ordered = sorted(set(fired), key=_rank)
    chosen = join(ordered)
    values = {field: chosen[field].adjustment.value for field in VOICE if field in chosen}
    reasons = [_reason(one, values) for one in ordered]
    return Voice(values, tuple(sorted(reasons, key=lambda reason: "beaten" in reason)))


def join(fired: Iterable[Fired]) -> dict[str, Fired]:
    """By field the strongest wish: associative, commutative, and idempotent."""
    chosen: dict[str, Fired] = {}
    for one in fired:
        field = one.adjustment.field
        chosen[field] = min(chosen.get(field, one), one, key=_rank)
    return chosen


def _rank(one: Fired) -> tuple[object, ...]:
    """A total order: two that rank the same are the same."""
    said = one.adjustment
    values = VOICE[said.field]
    place = values.index(said.value) if values else 0
    return (-one.strength, one.rule, said.field, place, said.value, said.reason)


def _reason(one: Fired, values: Mapping[str, str]) -> Reason:
    said: Reason = {"code": one.code, "reason": one.adjustment.reason}
    if values[one.adjustment.field] != one.adjustment.value:
        said["beaten"] = True
    return said
