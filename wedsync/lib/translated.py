"""Sentences that were made in English, said in the reader's language.

Decisions, states and refusals are kept in English: a row must say the same to every reader, and
what makes them knows no reader. So a stored sentence is recognised by its template in the catalogue
and said again from there, with what fills its holes. What nobody marked stays as it is.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import get_language, gettext, to_locale

from wedsync.lib.dates import dated
from wedsync.lib.refusal import Refusal

HOLE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
# What stands in these holes is a sentence or a word of ours; in others, names and figures.
OURS = frozenset({
    "ask", "channel", "known", "label", "life", "needs", "perhaps", "problem", "purpose", "reason",
    "sentence", "what", "where", "why",
})  # fmt: skip
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
DAY = re.compile(rf"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})\b")


class Pattern(NamedTuple):
    template: str
    needle: str  # its longest piece without a hole: the others needn't be looked at
    shape: re.Pattern[str]


def translated(sentence: str) -> str:
    """A finished English sentence, in the language of now."""
    language = get_language() or settings.LANGUAGE_CODE
    if not sentence or language == settings.LANGUAGE_CODE:
        return sentence
    return _days(_again(sentence, language), language)


def told(refusal: Refusal) -> str:
    """Why somebody said no, in the language of now."""
    if not refusal.values or get_language() == settings.LANGUAGE_CODE:
        return translated(refusal.reason)
    return translated(_filled(refusal.sentence, refusal.values))


@lru_cache(maxsize=4096)
def _again(sentence: str, language: str) -> str:
    """Also where it lost its full stop on the way, or begins a sentence since."""
    turned = _turned(sentence)
    for asked in (sentence, turned, _stopped(sentence), _stopped(turned)):
        if found := _found(asked, language):
            found = found if asked[:1] == sentence[:1] else _turned(found)
            return found if asked[-1] == sentence[-1] else _stopped(found)
    return sentence


def _turned(sentence: str) -> str:
    return sentence[:1].swapcase() + sentence[1:]


def _stopped(sentence: str) -> str:
    return sentence[:-1] if sentence.endswith(".") and len(sentence) > 1 else f"{sentence}."


def _found(sentence: str, language: str) -> str:
    """As it stands in the catalogue, or by one of its templates; "" for what is in neither."""
    if (known := gettext(sentence)) != sentence:
        return known
    for pattern in _patterns(language):
        if pattern.needle in sentence and (match := pattern.shape.fullmatch(sentence)):
            return _filled(pattern.template, match.groupdict())
    return ""


def _filled(template: str, values: Mapping[str, object]) -> str:
    ours = {name: translated(str(values[name])) for name in values if name in OURS}
    return gettext(template).format(**{**values, **ours})


@cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    """Every template with holes; the ones that say most themselves first."""
    found = (_pattern(one) for one in _templates(language) if HOLE.search(one))
    return tuple(sorted(found, key=lambda one: -len(HOLE.sub("", one.template))))


def _pattern(template: str) -> Pattern:
    """Raises re.error for a template that names one hole twice."""
    pieces = HOLE.split(template)
    shape = "".join(
        f"(?P<{piece}>.*?)" if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    )
    return Pattern(template, max(pieces[::2], key=len), re.compile(shape, re.DOTALL))


def _templates(language: str) -> list[str]:
    name = Path(to_locale(language), "LC_MESSAGES", "django.mo")
    paths = [Path(folder, name) for folder in settings.LOCALE_PATHS]
    found: list[str] = []
    for path in filter(Path.exists, paths):
        with path.open("rb") as file:
            found += [one.id for one in read_mo(file) if isinstance(one.id, str)]
    return found


def _days(sentence: str, language: str) -> str:
    """`Sat 19 Jun 2027`, as the language writes it."""

    def said(match: re.Match[str]) -> str:
        day = dt.date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
        return dated(day, "EEE d MMM y", language)

    return DAY.sub(said, sentence)
