"""How a wording looks while it is written: what is wrong with it, and as somebody would get it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.cache import cache

from personalization.advice import advice, glimpse
from personalization.compile import Compiled, compile_draft
from personalization.draft import Draft
from personalization.fields import sample
from personalization.models import Variant
from personalization.preview import Preview, preview_values
from personalization.problems import Invalid, Problem
from personalization.render import Content
from personalization.segments import Encoding, Segments, segments
from personalization.whatsapp import VARIABLE
from wedsync.dashboard.block_shown import placed

KEPT = 600  # seconds a page may show a mail that nobody saved


NAMES = {Encoding.GSM7: "GSM-7", Encoding.UCS2: "UCS-2"}


@dataclass(frozen=True)
class Text:
    """A text message cut up; `saved` segments fewer than with its typographic quotes and dashes.

    Where its author keeps those, `saved` is what plain ones would save.
    """

    cut: Segments
    saved: int
    kept: bool

    @property
    def alphabet(self) -> str:
        return NAMES[self.cut.encoding]

    @property
    def room(self) -> int:
        return self.cut.count * self.cut.per_segment


@dataclass(frozen=True)
class Sight:
    """`wrong` by place; without problems `seen`. `look` names the mail for its frame."""

    wrong: Mapping[str, Sequence[str]]
    problems: Sequence[Problem] = ()
    seen: Preview | None = None
    look: str = ""
    glimpse: str = ""
    advice: Sequence[str] = ()
    bubble: str = ""
    header: str = ""
    footer: str = ""
    fields: Sequence[str] = field(default=())
    text: Text | None = None

    @property
    def general(self) -> Sequence[str]:
        """What is wrong with the whole of it."""
        return self.wrong.get("", ())

    @property
    def begins(self) -> str:
        """The first words, for a list."""
        return self.content.text if self.content else ""

    @property
    def content(self) -> Content | None:
        return self.seen.content if self.seen else None


def sight_of(draft: Draft, purpose: str, values: Mapping[str, Any] | None, vendor: UUID) -> Sight:
    """`values` of somebody's context, None: an imaginary couple's."""
    try:
        compiled = compile_draft(draft, purpose=purpose)
    except Invalid as error:
        return Sight(placed(error.problems), error.problems)
    known = values or imaginary(draft)
    seen = preview_values(_unsaved(draft, compiled), known)
    content = seen.content
    if content is None:
        return Sight({}, seen=seen, fields=compiled["fields"])
    return Sight(
        {},
        seen=seen,
        look=_kept(vendor, content.html) if content.html else "",
        glimpse=glimpse(draft.channel, content),
        advice=advice(draft.channel, content),
        bubble=filled(draft.body, content.variables) if draft.body else content.text,
        header=filled(draft.header, content.variables),
        footer=draft.footer,
        fields=compiled["fields"],
        text=_text(draft, purpose, known) if draft.channel == "sms" else None,
    )


def _text(draft: Draft, purpose: str, known: Mapping[str, Any]) -> Text | None:
    """Both ways: with quotes and dashes as they were typed, and with plain ones."""
    ways = [replace(draft, typographic=kept) for kept in (True, False)]
    rendered = [
        preview_values(_unsaved(one, compile_draft(one, purpose=purpose)), known).content
        for one in ways
    ]
    typed, plain = [segments(one.text.strip()) for one in rendered if one]
    cut = typed if draft.typographic else plain
    return Text(cut, typed.count - plain.count, kept=draft.typographic)


def imaginary(draft: Draft) -> dict[str, Any]:
    return sample(draft.language.replace("-", "_"))


def filled(body: str, variables: Sequence[str]) -> str:
    """An approved body with what its variables say."""

    def said(number: str) -> str:
        place = int(number) - 1
        return variables[place] if 0 <= place < len(variables) else f"{{{{{number}}}}}"

    return VARIABLE.sub(lambda found: said(found[1]), body)


def looked_at(vendor: UUID, look: str) -> str:
    """The mail of this name, "" where it is long ago."""
    return cache.get(_key(vendor, look), "") if look else ""


def _kept(vendor: UUID, html: str) -> str:
    look = sha256(html.encode()).hexdigest()[:32]
    cache.set(_key(vendor, look), html, KEPT)
    return look


def _key(vendor: UUID, look: str) -> str:
    return f"look:{vendor}:{look}"


def _unsaved(draft: Draft, compiled: Compiled) -> Variant:
    return Variant(key=draft.key, channel=draft.channel, language=draft.language, compiled=compiled)
