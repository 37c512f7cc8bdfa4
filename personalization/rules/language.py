"""The language somebody reads: their own, else the other partner's, else the vendor's."""

from collections.abc import Iterator

from personalization.adjust import Adjustment, RuleFacts

STRENGTH = 80

WHY = {
    "person": "This is the language you noted for them.",
    "couple": "No language is noted for them, so it is their partner's.",
    "vendor": "No language is noted for either of them, so it is yours.",
}


def rule(facts: RuleFacts) -> Iterator[Adjustment]:
    if facts.languages:
        tag, whose = facts.languages[0]
        yield Adjustment("language", tag, WHY[whose])
