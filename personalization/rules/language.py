"""The language somebody reads: their own, else the other partner's, else the vendor's."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts
from wedsync.lib.worded import worded

STRENGTH = 80

WHY = {
    "person": worded("This is the language you noted for them."),
    "couple": worded("No language is noted for them, so it is their partner's."),
    "vendor": worded("No language is noted for either of them, so it is yours."),
}


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.languages:
        tag, whose = facts.languages[0]
        yield Adjustment("language", tag, WHY[whose])
