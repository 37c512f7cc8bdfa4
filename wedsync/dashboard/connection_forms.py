"""What the pages of integrations ask for."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm_connectors.fields import FIELDS
from crm_connectors.headers import IGNORE
from crm_connectors.protocol import Connector
from wedsync.dashboard.column_names import called
from wedsync.lib.translated import translated

LONGEST = 20_000


class KeyForm(forms.Form):
    """The credentials a connector asks for; none for one that tells us by itself."""

    def __init__(self, connector: Connector, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in connector.credentials.items():
            hidden = forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"})
            self.fields[name] = forms.CharField(
                label=capfirst(translated(label)), max_length=2000, widget=hidden
            )


class MeaningForm(forms.Form):
    """One choice for each field that came."""

    def __init__(
        self, paths: Mapping[str, str], meant: Mapping[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.paths = {name_of(path): path for path in paths}
        meanings = sorted((field.key, called(field)) for field in FIELDS.values())
        for path, text in paths.items():
            self.fields[name_of(path)] = forms.ChoiceField(
                choices=[(IGNORE, _("Leave it out")), *meanings],
                initial=meant.get(path, IGNORE),
                required=False,
                label=path,
                help_text=_example(text),
            )

    @property
    def mapping(self) -> dict[str, str]:
        return {self.paths[name]: key for name, key in self.cleaned_data.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for key, count in Counter(key for key in cleaned.values() if key).items():
            if count > 1:
                raise forms.ValidationError(
                    _("Two fields can't both be the {label}.").format(label=called(FIELDS[key]))
                )
        return cleaned


class TryForm(forms.Form):
    """A payload to be tried, as JSON; `cleaned_data["payload"]` is what it holds."""

    payload = forms.CharField(
        label=_("What your system would send, as JSON"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def clean_payload(self) -> dict[str, Any]:
        try:
            told = json.loads(self.cleaned_data["payload"])
        except (ValueError, RecursionError):
            raise forms.ValidationError(
                _("This is not JSON: is a quote or a comma missing?")
            ) from None
        if not isinstance(told, dict):
            raise forms.ValidationError(_("It has to be one object, in curly brackets."))
        return told


def name_of(path: str) -> str:
    """The same whatever else came: what was shown and what comes next may differ."""
    return f"path-{hashlib.blake2b(path.encode(), digest_size=8).hexdigest()}"


def _example(text: str) -> str:
    """Escaped, because the field shows it as it is."""
    return escape(_("Such as “{text}”").format(text=text[:60])) if text else ""
