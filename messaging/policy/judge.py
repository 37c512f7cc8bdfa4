"""Ask every gate, keep what each said, return the strictest answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from messaging.policy.facts import Facts
from messaging.policy.verdict import Allow, Verdict, join_all
from wedsync.lib.registry import modules_in

Gate = Callable[[Facts], Verdict]


@dataclass(frozen=True)
class Judgement:
    """The joined verdict, and what each objecting gate said: (gate name, verdict)."""

    verdict: Verdict
    objections: tuple[tuple[str, Verdict], ...]


@cache
def gates() -> dict[str, Gate]:
    """Every file in `gates/` by its name: adding one is registering it."""
    return {
        module.__name__.rpartition(".")[2]: module.gate
        for module in modules_in("messaging.policy.gates")
    }


def judge(facts: Facts) -> Judgement:
    answers = [(name, gate(facts)) for name, gate in gates().items()]
    objections = tuple((name, said) for name, said in answers if not isinstance(said, Allow))
    return Judgement(join_all(said for _, said in objections), objections)
