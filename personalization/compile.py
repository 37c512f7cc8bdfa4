"""Compile a draft once, at publish: what a mail needs later is Liquid with all else done."""

import hashlib
import json
from typing import TypedDict

import mrml

from personalization.draft import Draft
from personalization.fields import FIELDS, SURE, sample
from personalization.fit import too_long
from personalization.forms import FORMS, of_use
from personalization.frame import LEAVABLE, PAGE, PIXEL, direction, footer, letterhead
from personalization.inline import literal_html
from personalization.links import Link, Links
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


class Beyond(TypedDict, total=False):
    """What only channels other than e-mail have."""

    channel: str
    content_sid: str
    variables: list[str]
    body: str
    header: str
    footer: str
    typographic: bool


class Compiled(Beyond):
    """One variant, ready to render; stored as JSON, never changed.

    subject, preheader, html and text are Liquid over the declared fields plus `link[n]`, the
    address of link n, and `pixel`, empty or the address of the open pixel. `fields` is what the
    mail reads, `required` what it prints without a fallback. `digest` names this content. Other
    channels have no html; where a tap leads somewhere, it is link 0.
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
    if problems := [*found.problems, *of_use(draft, purpose)]:
        raise Invalid(problems)
    form = FORMS[draft.channel]
    press = Press(Links(hidden=form.taps))
    if draft.channel == "email":
        mjml, text = _written(press, found, draft, purpose)
        html = _page(press, mjml)
    else:
        html, text = "", press.body(found.blocks).text
        _check_room(draft, text, len(press.links.found))
    read = [*found.reads, *_read_again(html, text)]
    return _digested(
        {
            "format": FORMAT,
            "purpose": purpose,
            "language": draft.language,
            "subject": draft.subject if form.title else "",
            "preheader": draft.preheader,
            "html": html,
            "text": text,
            "links": press.links.found,
            "fields": _paths(read),
            "required": _paths([one for one in read if not one.safe]),
            "conditions": [{"where": where, "when": when} for where, when in found.conditions],
            "digest": "",
            **_beyond_mail(draft),
        }
    )


def _beyond_mail(draft: Draft) -> Beyond:
    """Nothing for a mail: what was compiled before there were other channels stays the same."""
    if draft.channel == "email":
        return {}
    beyond: Beyond = {
        "channel": draft.channel,
        "content_sid": draft.content_sid,
        "variables": list(draft.variables),
    }
    if draft.body:  # left out where it is kept elsewhere, as before there was one
        beyond |= {"body": draft.body, "header": draft.header, "footer": draft.footer}
    if draft.typographic:
        beyond["typographic"] = True
    return beyond


def _check_room(draft: Draft, text: str, links: int) -> None:
    """With the samples filled in it must fit. Raises Invalid."""
    values = {**sample(), "link": [sample()["vendor"]["website"]] * links}
    title = parse(draft.subject).render(values) if FORMS[draft.channel].title else ""
    shown = parse(text, TEXT, longest=limits.COMPILED).render(values).strip()
    if fault := too_long(draft.channel, title=title, text=shown):
        raise Invalid([Problem("Subject" if title and "title" in fault else "Blocks", fault)])


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
