"""Sentences that were made in English, said in the reader's language.

Decisions, states and refusals are kept in English: a row must say the same to every reader, and
what makes them knows no reader. So a stored sentence is recognised by its template in the catalogue
and said again from there, with what fills its holes. What nobody marked stays as it is.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import get_language, gettext, to_locale

from wedsync.lib.dates import dated
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

HOLE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
# What stands in these holes is a sentence or a word of ours; in others, names and figures.
OURS = frozenset({
    "about", "anchor", "ask", "by", "chance", "channel", "did", "distance", "figures",
    "known", "label", "life", "many", "needed", "needs", "others", "per", "perhaps", "phone",
    "problem", "purpose", "reason", "sentence", "span", "sure", "then", "unit", "ways", "what",
    "where", "why",
})  # fmt: skip
# What stands in a hole of this name, where a hole could hold anything: "3 days" is no "these days".
FIGURE = r"\d[\d.,]*"
SHAPES = {
    "count": FIGURE, "days": FIGURE, "hours": FIGURE, "of": FIGURE, "percent": f"{FIGURE}(?: ?%)?",
    "at": r"(?:, \d\d:\d\d)?", "distance": rf"{FIGURE} [a-z]+(?: [a-z]+| and {FIGURE} [a-z]+)*?",
    "change": rf"[+-]?{FIGURE}",
    "points": FIGURE, "weddings": FIGURE, "share": f"{FIGURE} %", "held": f"{FIGURE} %",
    "variant": r"\w+",
    "others": rf"{FIGURE} % of {FIGURE} with \w+(?: and {FIGURE} % of {FIGURE} with \w+)*",
}  # fmt: skip
CONTRACTIONS = {"es": {" de el ": " del ", " a el ": " al "}}
QUOTED = re.compile(r"“([^”]+)”")
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
WEEKDAY = r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?"
DAY = re.compile(rf"\b{WEEKDAY}(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})\b")


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


def offered(choices: Iterable[tuple[Any, str]]) -> Callable[[], list[tuple[Any, str]]]:
    """Choices that were worded in English, for a form's field: said when it is shown."""
    kept = list(choices)
    return lambda: [(value, translated(str(label))) for value, label in kept]


def told(refusal: Refusal) -> str:
    """Why somebody said no, in the language of now."""
    if not refusal.values or get_language() == settings.LANGUAGE_CODE:
        return translated(refusal.reason)
    return _days(_filled(refusal.sentence, refusal.values), get_language() or "")


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
    ours = {name: _ours(str(values[name])) for name in values if name in OURS}
    ours |= {name: _named(str(values[name])) for name in values if name == "fields"}
    return _contracted(gettext(template).format(**{**values, **ours}))


def _contracted(sentence: str) -> str:
    """Spanish says `del` for `de el`, and a sentence is put together of pieces."""
    for apart, together in CONTRACTIONS.get(get_language() or "", {}).items():
        sentence = sentence.replace(apart, together)
    return sentence


def _ours(value: str) -> str:
    """Several at once, too: `1 by E-mail, 2 by SMS`."""
    said = translated(value)
    if said == value and ", " in value:
        return ", ".join(map(translated, value.split(", ")))
    if said == value and " and " in value:
        return gettext(worded(" and ")).join(map(translated, value.split(" and ")))
    return said


def _named(fields: str) -> str:
    """`“The venue”, “Your town” and 2 more`: the labels of a template's fields."""
    return QUOTED.sub(lambda quoted: f"“{translated(quoted[1])}”", _ours(fields))


@cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    """Every template with holes; the ones that say most themselves first."""
    found = (_pattern(one) for one in _templates(language) if HOLE.search(one))
    return tuple(sorted(found, key=lambda one: -len(HOLE.sub("", one.template))))


def _pattern(template: str) -> Pattern:
    """Raises re.error for a template that names one hole twice."""
    pieces = HOLE.split(template)
    shape = "".join(
        f"(?P<{piece}>{SHAPES.get(piece, '.*?')})" if number % 2 else re.escape(piece)
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
    """`Sat 19 Jun 2027` and `19 Jun 2027`, as the language writes them."""

    def said(match: re.Match[str]) -> str:
        day = dt.date(int(match[4]), MONTHS.index(match[3]) + 1, int(match[2]))
        return dated(day, "EEE d MMM y" if match[1] else "d MMM y", language)

    return DAY.sub(said, sentence)
