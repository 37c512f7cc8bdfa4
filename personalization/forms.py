"""What each channel carries, and whether a draft makes sense there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from personalization.blocks import Block, Button, Questionnaire, Text
from personalization.draft import Draft
from personalization.inline import Misplaced, paragraphs
from personalization.links import Links
from personalization.liquid.errors import BadSource
from personalization.parse_blocks import KINDS, named
from personalization.problems import Problem
from personalization.whatsapp import Words, faults, sells

MOST_VARIABLES = 20
_TEMPLATE = re.compile(r"HX[0-9a-f]{32}")


@dataclass(frozen=True)
class Form:
    """`title` is what the subject is called there, "" where nobody sees it.

    Where `taps`, links aren't printed: tapping anywhere leads to the only one there is.
    """

    name: str
    blocks: Sequence[str]
    title: str = ""
    taps: bool = False


WORDS = ("heading", "text", "button", "questionnaire", "timeline", "signature")
FORMS: Mapping[str, Form] = {
    "email": Form("A mail", KINDS, title="subject"),
    "sms": Form("An SMS", WORDS),
    "whatsapp": Form("A WhatsApp message", WORDS),
    "push": Form("A notification", ("text", "button", "questionnaire"), title="title", taps=True),
    "in_app": Form("A note", WORDS, title="title", taps=True),
}


def unsuited(draft: Draft, blocks: Sequence[Block]) -> Iterator[Problem]:
    """What its channel can't carry, or has no use for."""
    form = FORMS[draft.channel]
    if form.title and not draft.subject.strip():
        yield Problem("Subject", f"{form.name} needs a {form.title}.")
    if draft.preheader.strip() and draft.channel != "email":
        yield Problem("Preheader", f"{form.name} has none.")
    for index, block in enumerate(blocks, 1):
        if block.kind not in form.blocks:
            known = ", ".join(form.blocks)
            yield Problem(named(f"Block {index}", block), f"{form.name} is made of {known} only.")
    if draft.typographic and draft.channel != "sms":
        yield Problem("Variant", "Only an SMS can keep its typography: elsewhere nothing changes.")
    if form.taps:
        yield from _taps(blocks)
    yield from _template(draft)


def _taps(blocks: Sequence[Block]) -> Iterator[Problem]:
    linked = [(i, block, n) for i, block in enumerate(blocks, 1) if (n := _links_in(block))]
    if (count := sum(number for *_, number in linked)) > 1:
        yield Problem("Blocks", f"A tap leads to one place; here are {count} links.")
    for index, block, _ in linked:
        if block.when.strip():
            message = "A tap leads there whether this is shown or not; it can't have a condition."
            yield Problem(named(f"Block {index}", block), message)


def _links_in(block: Block) -> int:
    if isinstance(block, Button | Questionnaire):
        return 1
    links = Links()
    if isinstance(block, Text):
        try:
            paragraphs(block.text, links)
        except (BadSource, Misplaced):
            return 0  # told where the text itself is reviewed
    return len(links.found)


def _template(draft: Draft) -> Iterator[Problem]:
    """A template that WhatsApp has approved, named by Twilio's id."""
    if draft.channel != "whatsapp":
        if draft.content_sid or draft.variables:
            yield Problem("Template", f"{FORMS[draft.channel].name} has no approved template.")
    elif draft.content_sid and not _TEMPLATE.fullmatch(draft.content_sid):
        yield Problem("Template", "Its id is HX and 32 digits from 0 to f.")
    elif draft.variables and not draft.content_sid:
        yield Problem("Template", "Variables need the template they belong to.")
    if len(draft.variables) > MOST_VARIABLES:
        yield Problem("Template", f"It has more than {MOST_VARIABLES} variables.")
    yield from _approvable(draft)
    for index, source in enumerate(draft.variables, 1):
        if not source.strip():
            yield Problem(f"Variable {index}", "It is empty.")


def _approvable(draft: Draft) -> Iterator[Problem]:
    """Its words, where they are handed in."""
    if not (draft.body or draft.header or draft.footer):
        return
    if draft.channel != "whatsapp":
        yield Problem("Template", f"{FORMS[draft.channel].name} has no words to be approved.")
    elif not draft.content_sid:
        yield Problem("Template", "Words to be approved need the template they belong to.")
    else:
        yield from (Problem("Template", fault) for fault in faults(words_of(draft)))


def words_of(draft: Draft) -> Words:
    return Words(draft.body, draft.header, draft.footer, len(draft.variables))


def of_use(draft: Draft, purpose: str) -> Iterator[Problem]:
    """WhatsApp sorts templates into marketing and messages of use, by what they say."""
    if purpose != "marketing" and (fault := sells(words_of(draft))):
        yield Problem("Template", fault)
