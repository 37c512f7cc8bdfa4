"""What WhatsApp asks of the words of a template before it approves them. Pure.

The rules are Meta's for message templates, as Twilio's Content API passes them on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wedsync.lib.worded import worded

BODY, HEADER, FOOTER = 1024, 60, 60  # characters
VARIABLE = re.compile(r"\{\{(\d+)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_SIDE_BY_SIDE = re.compile(r"\{\{\d+\}\}\s*\{\{\d+\}\}")
_WORD = re.compile("\\w[\\w'\u2019-]*")
# What makes Meta take a message for marketing, whatever it was handed in as.
_SELLS = re.compile(
    r"\d+\s?% off|\b(discount|special offer|limited[- ]time|promo(tion)?( code)?|coupon|sale|"
    r"book now|buy now|shop now|upgrade|refer a friend|for free|gift card)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Words:
    """As handed in: `{{1}}`, `{{2}}` … stand for what differs; `count` variables are given."""

    body: str
    header: str = ""
    footer: str = ""
    count: int = 0


def faults(words: Words) -> Iterator[str]:
    """A sentence for each thing that WhatsApp would refuse."""
    if not words.body.strip():
        yield worded("It has no body.")
    yield from _body(words.body)
    if (found := len(set(VARIABLE.findall(words.body)))) != words.count:
        yield worded(
            "Variables in its body: {found}; given: {count}.", found=found, count=words.count
        )
    yield from _edge(worded("header"), words.header, HEADER, variables=1)
    yield from _edge(worded("footer"), words.footer, FOOTER, variables=0)


def sells(words: Words) -> str:
    """A sentence about words that a message of use may not have, or nothing."""
    told = f"{words.header} {words.body} {words.footer}"
    if found := _SELLS.search(told):
        return worded(
            "“{found}” makes it marketing: as a message of use WhatsApp would refuse it.",
            found=found[0],
        )
    return ""


def _body(body: str) -> Iterator[str]:
    if len(body) > BODY:
        yield worded(
            "Its body has {count} characters; {body} is the most.",
            count=f"{len(body):,}",
            body=f"{BODY:,}",
        )
    if "\n\n\n" in body:
        yield worded("Its body has more than one empty line in a row.")
    if _BRACES.search(VARIABLE.sub("", body)):
        yield worded("A variable is written {{1}}, with a number and nothing else.")
    yield from _places(body.strip())
    yield from _numbers(body)


def _places(body: str) -> Iterator[str]:
    if VARIABLE.match(body):
        yield worded("Its body may not begin with a variable.")
    if body.endswith("}}"):
        yield worded("Its body may not end with a variable.")
    if _SIDE_BY_SIDE.search(body):
        yield worded("Two variables stand side by side: put a word between them.")


def _numbers(body: str) -> Iterator[str]:
    """In the order they are first met; and words enough that a reader knows what they are about."""
    numbers = list(dict.fromkeys(VARIABLE.findall(body)))
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        yield worded("Its variables must be numbered {{1}}, {{2}} … in the order they stand.")
    least = 2 * len(numbers) + 1
    if numbers and (said := len(_WORD.findall(VARIABLE.sub(" ", body)))) < least:
        yield worded(
            "Its variables need {least} words around them; here are {said}.", least=least, said=said
        )


def _edge(name: str, text: str, room: int, *, variables: int) -> Iterator[str]:
    if len(text) > room:
        yield worded(
            "Its {name} has {count} characters; {room} is the most.",
            name=name,
            count=len(text),
            room=room,
        )
    if "\n" in text:
        yield worded("Its {name} must be one line.", name=name)
    if len(VARIABLE.findall(text)) > variables:
        most = worded("one variable at most") if variables else worded("no variable")
        yield worded("Its {name} has {most}.", name=name, most=most)
