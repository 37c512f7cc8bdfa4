"""What a reply asks for: stop, start, help, or none of these. Pure.

A keyword alone is certain. Any other reasonable way of saying stop counts too (47 CFR
64.1200(a)(10)), read from patterns that would rather miss "we had to cancel the cake".
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from messaging.lexicon import Language
from wedsync.lib.registry import modules_in

VERSION = "2026-11-25"  # of the lexicon: stored with what a reply was read as
MOST = 2_000  # characters: a text has at most 1,600
CLAUSES = re.compile(r"[.,;:!?…\n()\"“”«»¡¿]+|\s[-\u2013\u2014]\s")
WORDS = re.compile(r"[^\W_]+")
NOT = re.compile(r"n['\u2019]t\b")  # don't
SPELLED_OUT = 4  # letters: "s t o p"
# A keyword of one language that is an answer in another: only with the reader's language.
ONLY_IN = {"fine": "it"}
CERTAIN, POLITE, MEANT, PERHAPS = 1.0, 0.95, 0.9, 0.5
# Also an answer to whatever was asked last: it starts only what was stopped before.
ANSWERS = frozenset({"yes"})


class Kind(StrEnum):
    STOP = "stop"
    START = "start"
    HELP = "help"
    NONE = "none"


@dataclass(frozen=True)
class Word:
    """`confidence` runs from 0 to 1; `matched` are the words that decided, as they were read."""

    kind: Kind
    confidence: float = 1.0
    matched: str = ""


def classify(text: str, language_hint: str = "") -> Word:
    """`language_hint` is the reader's language (BCP 47), where it is known."""
    clauses = [words for part in CLAUSES.split(text[:MOST]) if (words := _normal(part))]
    whole, hint = " ".join(clauses), language_hint.partition("-")[0].lower()
    return _keyword(whole, hint) or _revocation([*clauses, whole]) or Word(Kind.NONE)


@cache
def lexicon() -> dict[str, Language]:
    """Every file in `lexicon/` by its name: adding a language is registering it."""
    return {
        module.__name__.rpartition(".")[2]: module.language
        for module in modules_in("messaging.lexicon")
    }


def _normal(text: str) -> str:
    """Lower case, without accents, punctuation, emojis or what can't be seen."""
    chars = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in chars if unicodedata.category(char) not in {"Mn", "Cf"})
    words = WORDS.findall(NOT.sub("nt", letters))
    if len(words) >= SPELLED_OUT and all(len(word) == 1 for word in words):
        return "".join(words)
    return " ".join(words)


def _keyword(whole: str, hint: str) -> Word | None:
    if found := _kind_of(whole, hint, alone=True):
        return Word(found, PERHAPS if whole in ANSWERS else CERTAIN, whole)
    core = " ".join(dict.fromkeys(word for word in whole.split() if word not in _courtesies()))
    if found := _kind_of(core, hint, alone=False):
        return Word(found, PERHAPS if core in ANSWERS else POLITE, core)
    return None


def _kind_of(words: str, hint: str, *, alone: bool) -> Kind | None:
    if ONLY_IN.get(words, hint) != hint:
        return None
    for language in lexicon().values():
        if words in language.stop or (alone and words in language.alone):
            return Kind.STOP
        if words in language.start:
            return Kind.START
        if words in language.help:
            return Kind.HELP
    return None


@cache
def _courtesies() -> frozenset[str]:
    return frozenset().union(*(language.courtesies for language in lexicon().values()))


def _revocation(parts: Iterable[str]) -> Word | None:
    """Clause by clause, then as a whole; a veto of the whole silences that language."""
    *clauses, whole = parts
    for language in lexicon().values():
        if not language.vetoes.search(whole):
            for part in (*clauses, whole):
                if found := language.revocations.search(part):
                    return Word(Kind.STOP, MEANT, found.group().strip())
    return None
