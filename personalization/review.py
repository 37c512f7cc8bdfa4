"""Read a draft the way its first reader will: every problem at once, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from personalization.blocks import (
    KNOWN,
    Block,
    Button,
    Columns,
    Heading,
    Image,
    Questionnaire,
    Text,
    Timeline,
)
from personalization.check import check, check_condition, check_link
from personalization.draft import CHANNELS, HEAVIEST, LONGEST_HEADER, Draft
from personalization.forms import FORMS, unsuited
from personalization.frame import direction
from personalization.inline import Misplaced, paragraphs
from personalization.links import Links
from personalization.liquid import limits
from personalization.liquid.reads import Read
from personalization.parse_blocks import named, parse_blocks
from personalization.problems import Problem
from wedsync.lib.worded import worded

Present = frozenset[str]
NOTHING: Present = frozenset()


@dataclass
class Review:
    """`conditions` are (where, when) pairs in the order of the blocks."""

    blocks: tuple[Block, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    conditions: list[tuple[str, str]] = field(default_factory=list)

    def source(self, source: str, where: str, present: Present = NOTHING) -> bool:
        """Check one text; True when it is sound."""
        checked = check(source, where, present=present)
        self.reads += checked.reads
        self.problems += checked.problems
        return not checked.problems

    def link(self, source: str, where: str, present: Present) -> None:
        checked = check_link(source.strip(), where, present=present)
        self.reads += checked.reads
        self.problems += checked.problems

    def condition(self, when: str, where: str, present: Present) -> Present:
        """What is sure to be there inside."""
        checked = check_condition(when.strip(), where, present=present)
        self.reads += checked.reads
        self.problems += checked.problems
        if when.strip():
            self.conditions.append((where, when.strip()))
        return checked.present


def review(draft: Draft) -> Review:
    parsed = parse_blocks(draft.blocks)
    found = Review(parsed.blocks, [*_labels(draft), *parsed.problems])
    if draft.channel in FORMS:
        found.problems += unsuited(draft, parsed.blocks)
        _headers(found, draft)
    for index, block in enumerate(parsed.blocks, 1):
        _block(found, block, f"Block {index}", NOTHING)
    return found


def _labels(draft: Draft) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Z]", draft.key):
        yield Problem(worded("Variant"), worded("The key must be one letter from A to Z."))
    if draft.channel not in CHANNELS:
        yield Problem(
            worded("Variant"),
            worded("The channel must be one of {choices}.", choices=", ".join(CHANNELS)),
        )
    if not 1 <= draft.weight <= HEAVIEST:
        yield Problem(
            worded("Variant"), worded("The weight must be from 1 to {most}.", most=HEAVIEST)
        )
    try:
        direction(draft.language)
    except ValueError as error:
        yield Problem("Variant", f"{error}.")
    if sum(map(len, _texts(draft.blocks))) > limits.SOURCE:
        yield Problem(
            "Blocks",
            worded("They hold more than {most} characters.", most=f"{limits.SOURCE:,}"),
        )


def _texts(raw: object) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        yield from _texts(list(raw.values()))
    elif isinstance(raw, (list, tuple)):
        for one in raw:
            yield from _texts(one)


def _headers(found: Review, draft: Draft) -> None:
    if FORMS[draft.channel].title:
        _header(found, draft.subject, "Subject")
    _header(found, draft.preheader, "Preheader")
    for index, source in enumerate(draft.variables, 1):
        _header(found, source, f"Variable {index}")


def _header(found: Review, source: str, where: str) -> None:
    if len(source) > LONGEST_HEADER:
        message = worded("It is longer than {longest} characters.", longest=LONGEST_HEADER)
        found.problems.append(Problem(where, message))
    elif re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", source):
        found.problems.append(
            Problem(where, worded("It must be one line without control characters."))
        )
    else:
        found.source(source, where)


def _block(found: Review, block: Block, position: str, present: Present) -> None:
    where = named(position, block)
    present = _condition(found, block, where, present)
    match block:
        case Heading():
            found.source(block.text, where, present)
        case Text():
            _text(found, block, where, present)
        case Image():
            _image(found, block, where, present)
        case Button() | Questionnaire():
            found.source(block.label, where, present)
            found.link(block.url, where, present)
        case Columns():
            for number, column in enumerate(block.columns, 1):
                for index, one in enumerate(column, 1):
                    _block(found, one, f"{where}, column {number}, block {index}", present)
        case _:
            pass


def _condition(found: Review, block: Block, where: str, present: Present) -> Present:
    """Its own; and that of a timeline, which shows nothing where nothing is known."""
    present = found.condition(block.when, where, present)
    if isinstance(block, Timeline):
        found.conditions.append((where, KNOWN))
    return present


def _text(found: Review, block: Text, where: str, present: Present) -> None:
    if not found.source(block.text, where, present):
        return
    links = Links()
    try:
        paragraphs(block.text, links)
    except Misplaced as error:
        found.problems.append(Problem(where, str(error)))
    for link in links.found:
        # The text has been read already, with all the conditions around this link.
        found.problems += check_link(link["source"], where).problems


def _image(found: Review, block: Image, where: str, present: Present) -> None:
    found.source(block.alt, where, present)
    if block.href:
        found.link(block.href, where, present)
