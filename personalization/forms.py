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
from wedsync.lib.worded import worded

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
    "email": Form(worded("A mail"), KINDS, title="subject"),
    "sms": Form(worded("An SMS"), WORDS),
    "whatsapp": Form(worded("A WhatsApp message"), WORDS),
    "push": Form(
        worded("A notification"), ("text", "button", "questionnaire"), title="title", taps=True
    ),
    "in_app": Form(worded("A note"), WORDS, title="title", taps=True),
}


def unsuited(draft: Draft, blocks: Sequence[Block]) -> Iterator[Problem]:
    """What its channel can't carry, or has no use for."""
    form = FORMS[draft.channel]
    if form.title and not draft.subject.strip():
        yield Problem(
            "Subject", worded("{form} needs a {title}.", form=form.name, title=form.title)
        )
    if draft.preheader.strip() and draft.channel != "email":
        yield Problem("Preheader", worded("{form} has none.", form=form.name))
    for index, block in enumerate(blocks, 1):
        if block.kind not in form.blocks:
            known = ", ".join(form.blocks)
            yield Problem(
                named(f"Block {index}", block),
                worded("{form} is made of {known} only.", form=form.name, known=known),
            )
    if draft.typographic and draft.channel != "sms":
        yield Problem(
            "Variant", worded("Only an SMS can keep its typography: elsewhere nothing changes.")
        )
    if form.taps:
        yield from _taps(blocks)
    yield from _template(draft)


def _taps(blocks: Sequence[Block]) -> Iterator[Problem]:
    linked = [(i, block, n) for i, block in enumerate(blocks, 1) if (n := _links_in(block))]
    if (count := sum(number for *_, number in linked)) > 1:
        yield Problem(
            "Blocks", worded("A tap leads to one place; here are {count} links.", count=count)
        )
    for index, block, _ in linked:
        if block.when.strip():
            message = worded(
                "A tap leads there whether this is shown or not; it can't have a condition."
            )
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
            yield Problem(
                "Template",
                worded("{form} has no approved template.", form=FORMS[draft.channel].name),
            )
    elif draft.content_sid and not _TEMPLATE.fullmatch(draft.content_sid):
        yield Problem("Template", worded("Its id is HX and 32 digits from 0 to f."))
    elif draft.variables and not draft.content_sid:
        yield Problem("Template", worded("Variables need the template they belong to."))
    if len(draft.variables) > MOST_VARIABLES:
        yield Problem("Template", worded("It has more than {most} variables.", most=MOST_VARIABLES))
    yield from _approvable(draft)
    for index, source in enumerate(draft.variables, 1):
        if not source.strip():
            yield Problem(f"Variable {index}", worded("It is empty."))


def _approvable(draft: Draft) -> Iterator[Problem]:
    """Its words, where they are handed in."""
    if not (draft.body or draft.header or draft.footer):
        return
    if draft.channel != "whatsapp":
        yield Problem(
            "Template",
            worded("{form} has no words to be approved.", form=FORMS[draft.channel].name),
        )
    elif not draft.content_sid:
        yield Problem("Template", worded("Words to be approved need the template they belong to."))
    else:
        yield from (Problem("Template", fault) for fault in faults(words_of(draft)))


def words_of(draft: Draft) -> Words:
    return Words(draft.body, draft.header, draft.footer, len(draft.variables))


def of_use(draft: Draft, purpose: str) -> Iterator[Problem]:
    """WhatsApp sorts templates into marketing and messages of use, by what they say."""
    if purpose != "marketing" and (fault := sells(words_of(draft))):
        yield Problem("Template", fault)
