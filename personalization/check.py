"""Check one source as its author wrote it: does it parse, does it read only what there is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from personalization.fields import FIELDS, RESERVED, SURE, nearest, sample
from personalization.links import followed
from personalization.liquid.dialect import LINK, TEXT, Dialect, Template, parse
from personalization.liquid.errors import BadSource, Unrenderable
from personalization.liquid.knowledge import condition_of, known
from personalization.liquid.reads import Read, reads
from personalization.problems import Problem
from wedsync.lib.worded import worded

BRACES = re.compile(r"\{[{%]|[%}]\}")


@dataclass(frozen=True)
class Checked:
    """`present`: what is sure to have a value wherever this source, a condition, holds."""

    reads: tuple[Read, ...] = ()
    problems: tuple[Problem, ...] = ()
    present: frozenset[str] = frozenset()


def check(
    source: str, where: str, *, dialect: Dialect = TEXT, present: frozenset[str] = frozenset()
) -> Checked:
    """A text, a subject or a link."""
    try:
        template = parse(source, dialect)
    except BadSource as error:
        return Checked(problems=(Problem(where, error.message, error.line, error.column),))
    found = reads(template, present=present | SURE)
    return Checked(found, tuple(_problems(template, found, where)), present)


def check_link(source: str, where: str, *, present: frozenset[str] = frozenset()) -> Checked:
    """A link: with the samples filled in it must lead somewhere."""
    checked = check(source, where, dialect=LINK, present=present)
    if checked.problems:
        return checked
    try:
        followed(parse(source, LINK).render(sample()))
    except Unrenderable as error:
        return replace(checked, problems=(Problem(where, error.reason),))
    return checked


def check_condition(when: str, where: str, *, present: frozenset[str] = frozenset()) -> Checked:
    """What stands after `if`; columns count within it."""
    if not when:
        return Checked(present=present)
    if BRACES.search(when):
        return Checked(problems=(Problem(where, worded("A condition is written without braces.")),))
    opening = "{% if "
    try:
        template = parse(f"{opening}{when} %}}{{% endif %}}")
    except BadSource as error:
        column = max(error.column - len(opening), 1)
        return Checked(problems=(Problem(where, error.message, error.line, column),))
    found = tuple(_shifted(read, len(opening)) for read in reads(template))
    facts = known(condition_of(template.bound.nodes[0]))
    return Checked(found, tuple(_problems(template, found, where)), present | facts.if_true)


def _shifted(read: Read, by: int) -> Read:
    return Read(read.path, read.line, read.column - by if read.line == 1 else read.column)


def _problems(template: Template, found: tuple[Read, ...], where: str) -> Iterator[Problem]:
    faults = [(read, fault) for read in found if (fault := _fault(read))]
    for read, fault in faults:
        yield Problem(where, fault, read.line, read.column)
    if faults:
        return
    try:
        template.render(sample())
    except Unrenderable as error:
        yield Problem(where, error.reason)


def _fault(read: Read) -> str:
    if read.given:
        taken = read.path in RESERVED
        return (
            worded("'{path}' is a group of fields; choose another name.", path=read.path)
            if taken
            else ""
        )
    if read.path in FIELDS:
        return ""
    near = nearest(read.path)
    return worded("There is no field '{path}'.", path=read.path) + (
        worded(" Did you mean '{near}'?", near=near) if near else ""
    )
