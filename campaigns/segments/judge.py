"""Whether a tree holds, given what each of its tests says: Kleene's logic of three values. Pure.

As SQL has it: not unknown is unknown, one false decides an "and", one true an "or" (S. C. Kleene,
Introduction to Metamathematics, 1952, §64).
"""

from collections.abc import Callable, Iterable

from campaigns.segments.operators import opposite
from campaigns.segments.tree import And, Member, Node, Not, Or, Test

Decide = Callable[[Test], bool | None]


def judge(node: Node, decide: Decide) -> bool | None:
    """None: nobody knows, and nobody unknown is in an audience. Raises ValueError for a Member."""
    match node:
        case Test():
            return decide(node)
        case Not(of):
            return opposite(judge(of, decide))
        case And(parts):
            return _all(judge(part, decide) for part in parts)
        case Or(parts):
            return opposite(_all(opposite(judge(part, decide)) for part in parts))
        case Member():
            raise ValueError("Resolve a tree before it is judged.")


def because(node: Node, decide: Decide, *, want: bool = True) -> list[Test]:
    """The tests by which a tree came to `want`; where one part decides, only such parts."""
    match node:
        case Test():
            return [node]
        case Not(of):
            return because(of, decide, want=not want)
        case And(parts) | Or(parts):
            either = isinstance(node, Or) == want
            asked = [part for part in parts if not either or judge(part, decide) is want]
            return [test for part in asked for test in because(part, decide, want=want)]
        case Member():
            raise ValueError("Resolve a tree before it is judged.")


def _all(truths: Iterable[bool | None]) -> bool | None:
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True
