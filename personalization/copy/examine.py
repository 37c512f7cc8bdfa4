"""Look at what a model has written: the same draft in other words, or what is wrong. Pure."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from personalization.compile import Compiled, compile_draft
from personalization.copy.checks import (
    characters,
    machine_talk,
    markup,
    money,
    numbers,
    shape,
    speech,
    tags,
    ways_out,
)
from personalization.copy.frame import changes
from personalization.copy.mask import unmask
from personalization.copy.slots import Slot, filled
from personalization.draft import Draft
from personalization.problems import Invalid
from wedsync.lib.worded import worded

Check = Callable[[str, Slot, str], str]
CHECKS: Mapping[str, Check] = {
    module.__name__.rpartition(".")[2]: module.check
    for module in (
        tags, shape, markup, characters, ways_out, money, numbers, machine_talk, speech,
    )
}  # fmt: skip
LARGEST = 50_000  # characters of an answer


@dataclass(frozen=True)
class Fault:
    """`rule` is the check that found it, `slot` is where, "" for the answer as a whole."""

    rule: str
    sentence: str
    slot: str = ""


@dataclass(frozen=True)
class Examined:
    """`words` by slot, as Liquid; `compiled` only where nothing is wrong."""

    words: Mapping[str, str]
    compiled: Compiled | None
    faults: tuple[Fault, ...]


class Unreadable(ValueError):
    """The answer is not the JSON object that was asked for."""


def examine(
    answer: str, draft: Draft, slots: Sequence[Slot], human: Compiled, purpose: str
) -> Examined:
    """`human` is the draft as it was compiled: links, fields and conditions must stay the same."""
    try:
        texts = read(answer, slots)
    except Unreadable as error:
        return Examined({}, None, (Fault("answer", str(error)),))
    if faults := tuple(_faults(texts, slots, draft.language)):
        return Examined({}, None, faults)
    words = {slot.name: unmask(texts[slot.name], slot.masked.kept) for slot in slots}
    return _compiled(words, filled(draft, slots, words), human, purpose)


def read(answer: str, slots: Sequence[Slot]) -> dict[str, str]:
    """One text for each slot, in NFC. Raises Unreadable."""
    if len(answer) > LARGEST:
        raise Unreadable(worded("The answer is too long."))
    try:
        found = json.loads(answer, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Unreadable(worded("The answer is not JSON.")) from error
    if not isinstance(found, dict) or found.keys() != {slot.name for slot in slots}:
        raise Unreadable(worded("The answer does not hold exactly the texts that were asked for."))
    if not all(isinstance(text, str) for text in found.values()):
        raise Unreadable(worded("The answer holds something else than texts."))
    return {name: unicodedata.normalize("NFC", text).strip() for name, text in found.items()}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name is there twice")
    return dict(pairs)


def _faults(texts: Mapping[str, str], slots: Sequence[Slot], language: str) -> Iterator[Fault]:
    for slot in slots:
        for rule, check in CHECKS.items():
            if sentence := check(texts[slot.name], slot, language):
                yield Fault(rule, sentence, slot.name)


def _compiled(words: Mapping[str, str], draft: Draft, human: Compiled, purpose: str) -> Examined:
    try:
        compiled = compile_draft(draft, purpose=purpose)
    except Invalid as error:
        faults = tuple(Fault("compile", problem.where, "") for problem in error.problems)
        return Examined({}, None, faults)
    if sentence := changes(human, compiled):
        return Examined({}, None, (Fault("frame", sentence),))
    return Examined(words, compiled, ())
