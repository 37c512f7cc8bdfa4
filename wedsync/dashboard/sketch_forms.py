"""What the editor's form says of a wording: shapes only, and never refused: it is a draft."""

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from messaging.channels.registry import channel_choices
from personalization.draft import Draft
from personalization.forms import MOST_VARIABLES
from personalization.models import Purpose
from personalization.parse_blocks import clean
from personalization.whatsapp import VARIABLE
from wedsync.dashboard.block_rows import read
from wedsync.lib.translated import offered

LONGEST = 5000  # characters of one line or one WhatsApp body


def read_draft(posted: QueryDict, stored: Draft) -> Draft:
    """The channel stays what it is."""
    body = _text(posted, "body")
    return replace(
        stored,
        key=_text(posted, "key").upper() or stored.key,
        language=_text(posted, "language") or stored.language,
        weight=_number(posted.get("weight", str(stored.weight))),
        subject=_text(posted, "subject"),
        preheader=_text(posted, "preheader"),
        blocks=read(posted.lists()),
        typographic=bool(posted.get("typographic")),
        content_sid=_text(posted, "content_sid"),
        body=body,
        header=_text(posted, "header"),
        footer=_text(posted, "footer"),
        variables=_variables(posted, body),
    )


def variables_in(body: str) -> int:
    """The highest number among {{1}}, {{2}} … that may be filled."""
    return max((n for n in map(int, VARIABLE.findall(body)) if n <= MOST_VARIABLES), default=0)


def _variables(posted: QueryDict, body: str) -> list[str]:
    """As many as the body has; where its words are kept elsewhere, as many as are filled in."""
    given = [_text(posted, f"variable-{n}") for n in range(1, MOST_VARIABLES + 1)]
    filled = max((n for n, text in enumerate(given, 1) if text), default=0)
    return given[: max(filled, variables_in(body))]


def _text(posted: QueryDict, name: str) -> str:
    return clean(posted.get(name, ""))[:LONGEST].strip()


def _number(text: str) -> int:
    """0 for what is none, which the review names."""
    return int(text) if text.strip().isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 -- digits


class NewForm(forms.Form):
    """A template of one's own from nothing."""

    name = forms.CharField(max_length=120, label=_("Name"))
    purpose = forms.ChoiceField(
        choices=offered(Purpose.choices), initial=Purpose.HELPFUL.value, label=_("What it is for")
    )
    channel = forms.ChoiceField(choices=channel_choices, initial="email", label=_("Begins as"))


class WordingForm(forms.Form):
    """One more wording: for a channel, in a language, under a letter."""

    channel = forms.ChoiceField(choices=channel_choices, label=_("Channel"))
    language = forms.CharField(max_length=12, initial="en", label=_("Language"))
    key = forms.RegexField(r"[A-Za-z]", max_length=1, initial="A", label=_("Letter"))
