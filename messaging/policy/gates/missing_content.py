"""A message with a gap in it waits until somebody fills the gap; an emergency must not wait."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait
from personalization.fields import FIELDS
from wedsync.lib.worded import worded

NAMED = 3  # as many as a sentence can bear


def gate(facts: Facts) -> Verdict:
    if not facts.missing:
        return Allow()
    reason = worded("it has nothing to say for {fields}", fields=_named(facts.missing))
    if facts.purpose is Purpose.EMERGENCY:
        return Block(reason, end="cancelled")
    return Wait(reason)


def _named(paths: tuple[str, ...]) -> str:
    """The fields as a template's author knows them: “The venue”, “Your town” and 2 more."""
    names = ", ".join(f"“{_label(path)}”" for path in paths[:NAMED])
    more = len(paths) - NAMED
    return worded("{names} and {more} more", names=names, more=more) if more > 0 else names


def _label(path: str) -> str:
    field = FIELDS.get(path)
    return field.label if field else path[:40]
