"""What the pages of a vendor's sending accounts ask for: credentials go in, and never come out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from messaging.called import credential
from messaging.channels.registry import channels
from messaging.connect_account import asked
from messaging.credentials import SECRET
from messaging.providers.protocol import Provider
from wedsync.lib.translated import translated

LONGEST = 8000  # a key of a service account is 2,400 characters
HIDDEN = (*SECRET, "service_account")
FEW: Mapping[
    str, tuple[Sequence[tuple[str, str | StrPromise]], StrPromise]
] = {  # of what there are few, as (choices, what to know)
    "tls": (
        [("starttls", "STARTTLS"), ("ssl", "SSL/TLS")],
        _("STARTTLS unless you choose; SSL/TLS goes with port 465"),
    ),
    "region": (
        [("us", _("United States")), ("eu", _("European Union"))],
        _("Where the provider keeps your domain; the United States unless you choose"),
    ),
}


class GiveForm(forms.Form):
    """Whatever is left empty stays as it is; the form never says what that is."""

    def __init__(self, provider: Provider, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, what in asked(provider).items():
            self.fields[name] = _chosen(name) if name in FEW else _typed(name, what)

    @property
    def given(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "channel"}


class SenderForm(GiveForm):
    """With a choice of channel where the provider carries several."""

    def __init__(self, provider: Provider, *args: Any, **kwargs: Any) -> None:
        super().__init__(provider, *args, **kwargs)
        self.ways = sorted(provider.channels)
        if len(self.ways) > 1:
            choices = [(way, translated(channels()[way].label)) for way in self.ways]
            self.fields["channel"] = forms.ChoiceField(label=_("Channel"), choices=choices)
            self.order_fields(["channel"])

    @property
    def channel(self) -> str:
        return self.cleaned_data.get("channel") or self.ways[0]


def _typed(name: str, what: str) -> forms.Field:
    return forms.CharField(
        label=translated(credential(name)),
        help_text=escape(translated(what)),
        max_length=LONGEST,
        required=False,
        widget=_widget(name),
    )


def _chosen(name: str) -> forms.Field:
    choices, what = FEW[name]
    label = translated(credential(name))
    return forms.ChoiceField(
        choices=[("", "—"), *choices], label=label, help_text=what, required=False
    )


def _widget(name: str) -> forms.Widget:
    """Never filled again, also when the form was refused."""
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    if name.endswith(HIDDEN):
        return forms.PasswordInput(attrs={**attrs, "autocomplete": "new-password"})
    return Unfilled(attrs=attrs)


class Unfilled(forms.TextInput):
    def format_value(self, value: object) -> str:
        return ""
