"""Compile a draft once, at publish: what a mail needs later is Liquid with all else done."""

import hashlib
import json
from typing import TypedDict

import mrml

from personalization.draft import Draft
from personalization.fields import FIELDS, SURE
from personalization.frame import LEAVABLE, PAGE, PIXEL, direction, footer, letterhead
from personalization.inline import literal_html
from personalization.links import Link
from personalization.liquid import limits
from personalization.liquid.dialect import HTML, TEXT, parse
from personalization.liquid.errors import BadSource
from personalization.liquid.reads import Read, reads
from personalization.press import Press
from personalization.problems import Invalid, Problem
from personalization.review import Review, review
from personalization.verify import verify

FORMAT = 1


class Condition(TypedDict):
    where: str
    when: str


class Compiled(TypedDict):
    """One variant, ready to render; stored as JSON, never changed.

    subject, preheader, html and text are Liquid over the declared fields plus `link[n]`, the
    address of link n, and `pixel`, empty or the address of the open pixel. `fields` is what the
    mail reads, `required` what it prints without a fallback. `digest` names this content.
    """

    format: int
    purpose: str
    language: str
    subject: str
    preheader: str
    html: str
    text: str
    links: list[Link]
    fields: list[str]
    required: list[str]
    conditions: list[Condition]
    digest: str


def compile_draft(draft: Draft, *, purpose: str) -> Compiled:
    """Raises Invalid with every problem found."""
    found = review(draft)
    if found.problems:
        raise Invalid(found.problems)
    press = Press()
    mjml, text = _written(press, found, draft, purpose)
    html = _page(press, mjml)
    read = [*found.reads, *_read_again(html, text)]
    return _digested(
        {
            "format": FORMAT,
            "purpose": purpose,
            "language": draft.language,
            "subject": draft.subject,
            "preheader": draft.preheader,
            "html": html,
            "text": text,
            "links": press.links.found,
            "fields": _paths(read),
            "required": _paths([one for one in read if not one.safe]),
            "conditions": [{"where": where, "when": when} for where, when in found.conditions],
            "digest": "",
        }
    )


def fits(compiled: Compiled, purpose: str) -> bool:
    """Whether it may be sent for this purpose: a mail without a way out is no newsletter."""
    return compiled["purpose"] in LEAVABLE or purpose not in LEAVABLE


def _written(press: Press, found: Review, draft: Draft, purpose: str) -> tuple[str, str]:
    """MJML with slots, and the text part."""
    towards = direction(draft.language)
    body = press.body(found.blocks)
    end = footer(press, language=draft.language, purpose=purpose)
    mjml = PAGE.format(
        language=draft.language,
        direction=towards,
        side="right" if towards == "rtl" else "left",
        title=press.slot(literal_html(draft.subject)),
        preheader=press.slot(literal_html(draft.preheader)),
        letterhead=letterhead(press),
        body=body.html,
        footer=end.html,
    )
    return mjml, body.text + end.text


def _page(press: Press, mjml: str) -> str:
    html = press.fill(mrml.to_html(mjml).content)
    head, end, tail = html.rpartition("</body>")
    return f"{head}{PIXEL}{end}{tail}"


def _read_again(html: str, text: str) -> tuple[Read, ...]:
    """What the whole mail reads, letterhead and footer included; and a last check of its form."""
    try:
        found = reads(parse(html, HTML, longest=limits.COMPILED), present=SURE)
        found += reads(parse(text, TEXT, longest=limits.COMPILED), present=SURE)
    except BadSource as error:
        raise Invalid([Problem("Mail", error.message)]) from error
    verify(html)
    return found


def _paths(found: list[Read]) -> list[str]:
    return sorted({one.path for one in found} & FIELDS.keys())


def _digested(compiled: Compiled) -> Compiled:
    canonical = json.dumps(compiled, sort_keys=True, ensure_ascii=False)
    return {**compiled, "digest": hashlib.sha256(canonical.encode()).hexdigest()}
