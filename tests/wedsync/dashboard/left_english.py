"""What a page in Spanish says that no translator wrote: the words that were left in English."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from babel import Locale

from tests.wedsync.test_spanish import forms, others, spanish
from tests.wedsync.unmarked import NAMES, QUOTED, SAID_BY

WORD = re.compile(r"[^\W\d_]{2,}")
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Words of samples, names and codes inside the Spanish, which say nothing for a page.
EVERYDAY = frozenset(
    """
    the and of with for from this that these what when which who how is was were have been
    will would can not only nobody nothing none yet any all every each other they their
    them you your it its at by to on off in into out after before until since then
    sent delivered opened clicked held failed bounced waiting queued planned skipped
    day days week weeks month months year years hour hours minute minutes
    message messages weddings couple couples people person name city country language
    currency quiet sender booked postponed
    """.split()  # noqa: SIM905 -- read more easily than a list
)
# No language of the page: what is quoted, merge fields, addresses, zones, files, abbreviations.
GIVEN = re.compile(
    r"“[^”]*”|\{\{.*?\}\}|https?://\S+|\S+@\S+|\b\w+\.\w+\b"
    r"|\b\w+_\w+\b|\b[A-Z]\w+/[\w/ +-]+|\b[A-Z]{2,}\w*\b"
)


class Words(HTMLParser):
    """Every text of a page and every attribute that is read out, in the page's language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("lang")))
        for name, value in attrs:
            if name in SAID_BY or (name.startswith("data-") and " " in (value or "")):
                self._hear(value or "")
        if tag in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._hear(data)

    def _hear(self, text: str) -> None:
        languages = [one for _, one in self._open if one]
        quoted = any(tag in QUOTED for tag, _ in self._open)
        if text.strip() and not quoted and languages[-1:] in ([], ["es"]):
            self.said.append(" ".join(text.split()))


def left(page: str, known: set[str], names: re.Pattern[str]) -> list[str]:
    """The texts with a word that is neither Spanish (`known`) nor of the vendor's own (`names`)."""
    words = Words()
    words.feed(page)
    return sorted({one for one in words.said if _strange(one, known, names)})


def _strange(text: str, known: set[str], names: re.Pattern[str]) -> list[str]:
    """Names and the rest are taken out in either order, for either may hold the other."""
    orders = names.sub("", GIVEN.sub("", text)), GIVEN.sub("", names.sub("", text))
    left = ([one for one in WORD.findall(rest) if _is_strange(one, known)] for rest in orders)
    return min(left, key=len)


def _is_strange(word: str, known: set[str]) -> bool:
    return word.lower() not in known and word not in NAMES


def vocabulary() -> set[str]:
    """Every word that the translators wrote, and those that Babel has of days and countries."""
    es = Locale("es")
    said = [form for one in spanish() if one.id for form in forms(one.string)]
    for names in (es.territories, es.languages, es.currencies):
        said += names.values()
    for names in (es.months, es.days):
        said += [one for by in names.values() for each in by.values() for one in each.values()]
    said += [str(one.string) for one in others()]
    return {word.lower() for text in said for word in WORD.findall(text)} - EVERYDAY


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """The longest first, so that no name leaves half of another."""
    found = sorted({one for one in names if WORD.search(one)}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})(?!\w)")
